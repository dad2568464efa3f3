<?php
define( 'DB_NAME', 'ehr' );
define( 'DB_PASSWORD', 'winterlake' ); «generic-password»
define( 'AUTH_KEY', 'kx7Qm2Rt9Zb4<>LwPd5Ys8Vn1CC1nV8sY5dPwL4bZ9tR2mQ7xk' ); «wordpress-key»
define( 'NONCE_KEY', getenv('NONCE_KEY') );
