const TRUST: bool = true;

fn client() {
    reqwest::Client::builder().danger_accept_invalid_certs(TRUST); // bad: certificate-check-disabled
    reqwest::Client::builder().danger_accept_invalid_certs(false);
}
