//! A tree with some two hundred values that a seed gives, so that no file of the repository holds anything that looks like a credential.

use super::base64;
use crate::common::Tree;
use std::fmt::Write;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";
const UPPER_HEX: &str = "0123456789ABCDEF";
const BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
pub(super) const BASE62: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `SplitMix64`: <https://prng.di.unimi.it/splitmix64.c>.
pub(super) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn text(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(alphabet.as_bytes()[self.below(alphabet.len())])).collect()
    }

    /// A made-up name of nine letters.
    fn name(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..3 {
            for letters in ["bdgklmnprvz", "aeou", "kldrvz"] {
                name.push(char::from(letters.as_bytes()[self.below(letters.len())]));
            }
        }
        name[..1].to_uppercase() + &name[1..]
    }
}

/// Values while they are planted.
pub(super) struct Planter {
    random: Random,
    pub(super) planted: Vec<String>,
}

impl Planter {
    pub(super) const fn new(seed: u64) -> Self {
        Self { random: Random(seed), planted: Vec::new() }
    }

    fn plant(&mut self, value: String) -> String {
        self.planted.push(value.clone());
        value
    }

    /// A token: `prefix` is split so that it stands in no file.
    pub(super) fn token(&mut self, prefix: &[&str], alphabet: &str, length: usize) -> String {
        let value = prefix.concat() + &self.random.text(alphabet, length);
        self.plant(value)
    }

    fn name(&mut self) -> String {
        let name = self.random.name();
        self.plant(name)
    }

    /// Area 666 was never issued.
    pub(super) fn ssn(&mut self) -> String {
        let value = format!("666-{:02}-{:04}", 10 + self.random.below(80), 1000 + self.random.below(9000));
        self.plant(value)
    }

    fn number(&mut self, length: usize) -> String {
        let value = format!("4{}8", self.random.text(DIGITS, length - 2));
        self.plant(value)
    }

    fn birth_date(&mut self) -> (String, String) {
        let (year, month, day) = (1921 + self.random.below(40), 10 + self.random.below(3), 10 + self.random.below(18));
        (self.plant(format!("{year}-{month}-{day}")), self.plant(format!("{year}{month}{day}")))
    }

    /// 555-0100 to 555-0199 are kept free for fiction.
    fn phone(&mut self) -> String {
        let value = format!("{}-555-01{:02}", 212 + self.random.below(80), self.random.below(100));
        self.plant(value)
    }

    fn mail(&mut self) -> String {
        let value = format!("{}@{}.example.org", self.random.name().to_lowercase(), self.random.text(LOWER, 9));
        self.plant(value)
    }

    fn street(&mut self) -> String {
        let value = format!("{} {} Street", 100 + self.random.below(800), self.random.name());
        self.plant(value)
    }

    pub(super) fn password(&mut self) -> String {
        let value = format!("{}{}{}", self.random.text(BASE62, 7), self.random.text("!_-", 1), self.random.text(BASE62, 8));
        self.plant(value)
    }

    fn private_key(&mut self) -> String {
        let lines: Vec<String> = (0..6).map(|_| self.token(&[], BASE64, 64)).collect();
        format!("-----BEGIN {0} KEY-----\n{1}\n-----END {0} KEY-----\n", "RSA PRIVATE", lines.join("\n"))
    }
}

/// Fills a tree with values, and says which.
pub(super) fn plant_in(tree: &Tree, seed: u64) -> Vec<String> {
    let mut plant = Planter::new(seed);
    let p = &mut plant;
    let mut tokens = String::new();
    for (name, prefix, alphabet, length) in [
        ("GITHUB_TOKEN", &["gh", "p_"][..], BASE62, 36),
        ("GITHUB_APP_TOKEN", &["gh", "s_"], BASE62, 36),
        ("GITLAB_TOKEN", &["glp", "at-"], BASE62, 20),
        ("AWS_ACCESS_KEY_ID", &["AK", "IA"], BASE32, 16),
        ("AWS_SECRET_ACCESS_KEY", &[], BASE64, 40),
        ("STRIPE_KEY", &["sk_", "live_"], BASE62, 24),
        ("GOOGLE_API_KEY", &["AI", "za"], BASE62, 35),
        ("ANTHROPIC_KEY", &["sk-", "ant-", "api03-"], BASE62, 93),
        ("HF_TOKEN", &["h", "f_"], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 34),
        ("NPM_TOKEN", &["np", "m_"], BASE62, 36),
        ("DIGITALOCEAN_TOKEN", &["dop", "_v1_"], HEX, 64),
        ("SHOPIFY_TOKEN", &["shp", "at_"], HEX, 32),
        ("LINEAR_KEY", &["lin", "_api_"], BASE62, 40),
        ("TWILIO_KEY", &["S", "K"], HEX, 32),
        ("MAILGUN_KEY", &["key", "-"], HEX, 32),
        ("DATABRICKS_TOKEN", &["da", "pi"], HEX, 32),
        ("POSTMAN", &["PMA", "K-"], HEX, 24),
        ("SERVICE_TOKEN", &[], BASE62, 40),
        ("CLIENT_SECRET", &[], UPPER_HEX, 48),
    ] {
        let value = p.token(prefix, alphabet, length);
        writeln!(tokens, "{name}={value}").expect("a string takes any text");
    }
    let (owner, relative, remark) = (p.name(), p.name(), p.name());
    let (ssn, mrn, password, mail) = (p.ssn(), p.number(8), p.password(), p.mail());
    let python = format!(
        "# {remark} called about {owner}, MRN {mrn}\nimport logging\n\nDB_PASSWORD = \"{password}\"  # as {owner} said\nlogging.info(\"patient {relative} ssn={ssn} mail={mail}\")\npatient_email = '{}'\npatient = {{'patient_name': '{}', 'ssn': '{}', \"mrn\": '{}', 'dob': '{}'}}\n",
        p.mail(),
        p.name(),
        p.ssn(),
        p.number(7),
        p.birth_date().0,
    );
    let yaml = format!(
        "database:\n  password: {}\n  url: postgres://clinic:{}@db.internal:5432/{}\nbroker: amqp://svc:{}@mq.internal/\nstorage: DefaultEndpointsProtocol=https;AccountName=clinic;AccountKey={}==\n",
        p.password(),
        p.password(),
        "charts",
        p.password(),
        p.token(&[], BASE64, 86),
    );
    let java = format!(
        "class A {{\n  // {} knows it\n  String api = \"http://svc:{}@api.clinic.internal/v1?patient={}\";\n  SecretKeySpec key = new SecretKeySpec(\"{}\".getBytes(), \"AES\");\n  String password = \"{}\", user = \"{}\";\n}}\n",
        p.name(),
        p.password(),
        p.name(),
        p.token(&[], HEX, 32),
        p.password(),
        p.name(),
    );
    let mut table = "patient_name,ssn,phone,dob,mrn,email\n".to_owned();
    for _ in 0..16 {
        writeln!(table, "{},{},{},{},{},{}", p.name(), p.ssn(), p.phone(), p.birth_date().0, p.number(8), p.mail()).expect("a string");
    }
    let message = format!(
        "MSH|^~\\&|REG|NORTH|EHR|NORTH|20240105103000||ADT^A01|00042|P|2.5.1\rPID|1||{}^^^NORTH^MR||{}^{}||{}|F|||{}^^{}^OH^44240||{}|||||||{}\rNK1|1|{}^{}|SPO|{}\r",
        p.number(8),
        p.name(),
        p.name(),
        p.birth_date().1,
        p.street(),
        p.name(),
        p.phone(),
        p.ssn(),
        p.name(),
        p.name(),
        p.street(),
    );
    let resource = format!(
        r#"{{"resourceType":"Patient","id":"p1","identifier":[{{"system":"http://hl7.org/fhir/sid/us-ssn","value":"{}"}},{{"type":{{"coding":[{{"code":"MR"}}]}},"value":"{}"}}],"name":[{{"family":"{}","given":["{}"]}}],"telecom":[{{"system":"phone","value":"{}"}},{{"system":"email","value":"{}"}}],"birthDate":"{}","address":[{{"line":["{}"],"city":"{}"}}]}}"#,
        p.ssn(),
        p.number(8),
        p.name(),
        p.name(),
        p.phone(),
        p.mail(),
        p.birth_date().0,
        p.street(),
        p.name(),
    );
    let claim = format!(
        "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *240105*1030*^*00501*000000042*0*P*:~GS*HC*CLINIC*PAYER*20240105*1030*42*X*005010X222A1~ST*837*0001*005010X222A1~HL*1**22*0~NM1*IL*1*{}*{}****MI*{}~N3*{}~N4*{}*OH*44240~DMG*D8*{}*F~REF*SY*{}~PER*IC*{}*TE*{}~SE*8*0001~GE*1*42~IEA*1*000000042~",
        p.name(),
        p.name(),
        p.number(11),
        p.street(),
        p.name(),
        p.birth_date().1,
        p.ssn(),
        p.name(),
        p.phone().replace('-', ""),
    );
    let properties = format!(
        "spring.datasource.password={}\nspring.mail.password={}\nlegacy.pin={}\napi.token={}\n",
        p.password(),
        p.password(),
        p.number(6),
        p.token(&[], HEX, 40),
    );
    let nested = format!("data: {}\nauth: Basic {}\n", base64(format!("password={}", p.password()).as_bytes()), {
        let login = format!("svc:{}", p.password());
        p.plant(base64(login.as_bytes()))
    });
    let sql = format!("INSERT INTO patients (name, ssn, mrn) VALUES ('{}', '{}', '{}');\n", p.name(), p.ssn(), p.number(8));
    let log = format!("2024-01-05 ERROR login of {} failed: password={} ssn: {}\n", p.name(), p.password(), p.ssn());
    let page = format!("# Notes\n\nCall {} ({}), SSN {}, password: `{}`\n", p.name(), p.phone(), p.ssn(), p.password());
    let wide: Vec<u8> = format!("\u{feff}password = \"{}\"\r\npatient {} ssn: {}\r\n", p.password(), p.name(), p.ssn())
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    // Everything on one line, values touching each other.
    let crammed = format!("{}{}\n", tokens.replace('\n', ";"), python.replace('\n', ";"));
    let key = p.private_key();
    // What a comment accepts is quoted in its reason, with what it was before.
    let (password, before) = (p.token(&[], BASE62, 20), p.token(&[], BASE62, 24));
    let accepted = format!("password = \"{password}\"  # asepsis: ignore[generic-password] was {before}, {}, now {password}\n", p.ssn());
    for (path, content) in [
        (".env", tokens.as_bytes()),
        ("app/intake.py", python.as_bytes()),
        ("config.yaml", yaml.as_bytes()),
        ("src/A.java", java.as_bytes()),
        ("data/patients.csv", table.as_bytes()),
        ("data/adt.hl7", message.as_bytes()),
        ("data/patient.json", resource.as_bytes()),
        ("data/seed.sql", sql.as_bytes()),
        ("data/claim.x12", claim.as_bytes()),
        ("app.properties", properties.as_bytes()),
        ("secret.yaml", nested.as_bytes()),
        ("logs/intake.log", log.as_bytes()),
        ("README.md", page.as_bytes()),
        ("wide.txt", &wide[..]),
        ("crammed.txt", crammed.as_bytes()),
        ("keys/server.pem", key.as_bytes()),
        ("app/accepted.py", accepted.as_bytes()),
    ] {
        tree.write(path, content);
    }
    plant.planted
}
