const jwk = {
  kty: 'EC',
  crv: 'P-384',
  d: 'BuDrSlbPrRX8gvv7d6bsI8LNt9DXdvgr<>nHFecg3TIdEWVHpsm7LxpBuzevd9wsH3', «generic-jwk-members»
  kid: 'ward',
};
