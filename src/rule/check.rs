//! Tests that a rule may name to judge what its pattern matched: checksums, ranges, value models, placeholders.
//!
//! Promises: a check is a pure function of the text around a match; it never fails, never panics and takes time linear in the value
//! (and in a bounded window around it). It decides nothing: the verdict is evidence, and confidence is computed elsewhere.
//! A failed vendor checksum only casts doubt, because vendors change formats and samples are made up; a failed check digit of a
//! person's number rejects, because the number cannot have been issued.

mod alphabet;
mod checksum;
mod contact;
mod device;
mod encoding;
mod lexicon;
mod national;
mod opacity;
mod person;
mod pieces;
mod placeholder;
mod plain;
mod randomness;
mod token;
mod url;
mod value;

use crate::text::Span;

pub use contact::reserved_host;
pub use opacity::{Opacity, opacity};
pub use placeholder::{is_dummy, is_published, is_unfilled};
pub use plain::is_file_name;
pub use token::aws_account;

/// What a check may look at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'t> {
    /// The whole text that was scanned.
    pub text: &'t [u8],
    /// Where the pattern matched.
    pub whole: Span,
    /// The value within the match.
    pub value: Span,
}

impl<'t> Subject<'t> {
    /// The bytes under test.
    pub fn value(&self) -> &'t [u8] {
        self.value.of(self.text)
    }

    /// At most `reach` bytes before the value, in the text.
    fn before(&self, reach: usize) -> &'t [u8] {
        let end = self.value.start.min(self.text.len());
        &self.text[end.saturating_sub(reach)..end]
    }

    /// At most `reach` bytes after the value, in the text.
    fn after(&self, reach: usize) -> &'t [u8] {
        let start = self.value.end.min(self.text.len());
        &self.text[start..start.saturating_add(reach).min(self.text.len())]
    }

    /// What the pattern matched before the value: a name, an operator, a user name.
    fn lead(&self) -> &'t [u8] {
        Span::new(self.whole.start, self.value.start).of(self.text)
    }
}

/// What a check makes of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A checksum or structure holds: raises confidence.
    Proven,
    /// Nothing speaks against it.
    Plausible,
    /// Something speaks against it: lowers confidence.
    Doubtful,
    /// Made up rather than issued, though nothing proves it: lowers confidence by two steps.
    Dummy,
    /// A reserved, never issued or published sample value: evidence `synthetic`, low severity.
    Synthetic,
    /// A stand-in, not a value: dropped unless proven otherwise.
    Placeholder,
    /// It cannot be this thing: dropped.
    Rejected,
}

impl Verdict {
    /// `self` when the condition holds, else `other`.
    const fn when(self, condition: bool, other: Self) -> Self {
        if condition { self } else { other }
    }
}

/// A named test of a match.
#[derive(Debug)]
pub struct Check {
    /// What a rule's `checks` calls it; kebab-case.
    pub name: &'static str,
    /// What it tests, with its source.
    pub about: &'static str,
    /// What a message says when the verdict is `Proven`; empty when it proves nothing.
    pub proves: &'static str,
    /// The test.
    pub run: fn(&Subject<'_>) -> Verdict,
    /// Whether the test will reject every match in which a literal stands at this place of the text, as far as that is told from there: so that
    /// nobody looks for one.
    pub rejects_at: Option<fn(&[u8], usize) -> bool>,
}

const fn check(name: &'static str, about: &'static str, proves: &'static str, run: fn(&Subject<'_>) -> Verdict) -> Check {
    Check { name, about, proves, run, rejects_at: None }
}

/// The check called `name`.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}

const DIGIT: &str = "check digit valid";
const DIGITS: &str = "check digits valid";
const CHECKSUM: &str = "checksum valid";

/// Every check that a rule may name.
#[rustfmt::skip] // one line a check, so that the table reads as a table
pub const CHECKS: &[Check] = &[
    // Check digits that belong to no one identifier.
    check("luhn", "Luhn check digit, ISO/IEC 7812-1 annex B; separators are skipped, all-equal digits are no number", DIGIT, person::luhn),
    check("verhoeff", "Verhoeff check digit (1969), as SNOMED CT and Aadhaar use it", DIGIT, person::verhoeff),
    check("mod97", "last two digits are 97 minus the rest modulo 97 (national numbers of France and Belgium)", DIGITS, national::mod97),
    check("mod97-iban", "ISO 7064 MOD 97-10 after moving four characters to the end, ISO 13616 (IBAN)", DIGITS, national::mod97_iban),
    check("mod11-weighted", "weights 2 to 7 from the right, eleven minus the sum modulo 11, 10 written X or K or 0, 11 written 0", DIGIT, national::mod11_weighted),
    check("mod11-weighted-9", "weights 2 to 9 from the right, eleven minus the sum modulo 11, 10 written X or K or 0, 11 written 0", DIGIT, national::mod11_weighted_9),
    check("mod11-10", "ISO/IEC 7064 MOD 11,10", DIGIT, national::mod11_10),
    check("mod11-2", "ISO/IEC 7064 MOD 11-2, 10 written X", DIGIT, national::mod11_2),
    // Persons, United States.
    check("note-name", "two words or more, none of them an everyday word (rules/lexicon)", "", person::note_name),
    check(
        "labelled-name",
        "as `given-name`; no given name need be known where the last name stands first, or where the name fills its line",
        "",
        person::labelled_name,
    ),
    check("given-name", "two words or more, one of them a common given name, the others no everyday words (rules/lexicon)", "", person::given_name),
    check("ssn", "Social Security number: never-issued areas, groups and serials (SSA POMS RM 10201.035), voided and advertised numbers", "", person::ssn),
    check("itin", "taxpayer number: area 9xx with an issued group (IRS, ITIN ranges)", "", person::itin),
    check("npi", "National Provider Identifier: Luhn over 80840 and ten digits, first 1 or 2 (45 CFR 162.406)", DIGIT, person::npi),
    check("dea", "DEA registration: two letters, seven digits, last digit of d1+d3+d5+2(d2+d4+d6) (21 CFR 1301)", DIGIT, person::dea),
    check("mbi", "Medicare Beneficiary Identifier: character set of each of eleven places (CMS, MBI format)", "format valid in all eleven places", person::mbi),
    check("hicn", "Medicare claim number until 2019: Social Security number and claim code (CMS Pub. 100-01)", "", person::hicn),
    check("vin", "vehicle number: check digit at place 9 of 17 (49 CFR 565.15); doubtful where it fails, as outside North America", DIGIT, person::vin),
    check("payment-card", "card number: 13 to 19 digits, issuer range and Luhn (ISO/IEC 7812); gateways' test cards are synthetic", DIGIT, person::payment_card),
    check("card-not-order", "as payment-card; dates and numbers in unequal groups are change-set ids and order numbers", DIGIT, person::payment_card),
    check("record-number", "a chart, account or member number: 4 to 20 of A-Z, 0-9 and dash, four digits or more, no date", "", person::record_number),
    check("not-row-number", "a number of a record: three characters or more, one of them a digit, not one digit and zeros, four times the same or counting; no UUID", "", person::row_number),
    check("person-name", "a name in a keyed place: letters; sample people and Synthea's digit tails are synthetic", "", person::name),
    check("street", "a street line: sample addresses are placeholders", "", person::street),
    // Contact data, dates.
    check("phone-nanp", "North American number: area and exchange rules (NANPA); 555-0100 to 555-0199 are fictitious", "", contact::phone_nanp),
    check("phone-e164", "international number: plus and 8 to 15 digits (ITU-T E.164); regulators' drama numbers are synthetic", "", contact::phone_e164),
    check("email", "mail address: RFC 5322 dot-atom, known top-level domain; domains of RFC 2606 and 6761 are synthetic", "", contact::email),
    check("ipv4", "public IPv4 address; RFC 5737, private and link-local ranges are synthetic, versions, OIDs, masks rejected", "", contact::ipv4),
    check("ipv6", "public IPv6 address; RFC 3849, RFC 9637 and local ranges are synthetic", "", contact::ipv6),
    check("date", "a day of the calendar from 1880 to 2100, in any usual notation", "", contact::date),
    check("zip", "US postal code 00501 to 99950, with or without four more digits (USPS); one of the 17 areas of HHS is certain", "area of 20,000 people or fewer", contact::zip),
    // Addresses.
    Check {
        rejects_at: Some(url::canonical_at),
        ..check("not-canonical-url", "an address that is opened: namespaces, documentation, local, private and reserved hosts (RFC 6761, 1918) are rejected", "", url::canonical)
    },
    check("not-in-prose", "an address that is not part of a sentence: within quotes, words before it or the end of a printed line behind it are rejected", "", url::not_in_prose),
    check("not-loopback", "a setting or command whose line does not speak of the machine itself (RFC 6761, 6.3); where it does, low", "", url::not_loopback),
    check("not-discarded", "a command whose answer somebody uses: where its line throws it away, as what asks whether a server is up does, low", "", url::not_discarded),
    check("not-superseded", "an attribute of Android's manifest in a tag that names no network security configuration, which would count instead", "", url::not_superseded),
    check("not-declared-flag", "a flag of a command, and not the declaration of one: a flag in quotes with a named argument behind it is rejected", "", url::not_declared_flag),
    // Devices.
    check("gtin", "GS1 check digit of 8, 12, 13, 14 or 18 digits (GS1 General Specifications 7.9)", DIGIT, device::gtin),
    check("hibc", "HIBC check character modulo 43 (ANSI/HIBC 2.6)", "check character valid", device::hibc),
    check("isbt128", "ISBT 128 donation number, ISO/IEC 7064 MOD 37-2", "check character valid", device::isbt128),
    check("imei", "mobile equipment identity: 15 digits, Luhn (3GPP TS 23.003)", DIGIT, device::imei),
    // Persons, other countries.
    check("mod11-nhs", "NHS number and Scottish CHI: weights 10 to 2 modulo 11 (NHS Data Dictionary); 999 is the test range", DIGIT, national::nhs),
    check("ie-ppsn", "Ireland, PPS number: weights 8 to 2 modulo 23", "check letter valid", national::ie_ppsn),
    check("ie-ihi", "Ireland, health identifier: 18 digits, GS1 over all and NHS modulo 11 in the core (HSE)", DIGITS, national::ie_ihi),
    check("fr-nir", "France, NIR: 97 minus the number modulo 97, 2A as 19, 2B as 18 (INSEE)", DIGITS, national::fr_nir),
    check("de-kvnr", "Germany, health insurance number: letter and nine digits, weights 1 2, modulo 10 (section 290 SGB V)", DIGIT, national::de_kvnr),
    check("de-pension", "Germany, pension insurance number: weights 2 1 2 5 7 1 2 1 2 1 2 1 modulo 10 (VKVV section 2)", DIGIT, national::de_pension),
    check("de-tax-id", "Germany, tax identification number: ISO/IEC 7064 MOD 11,10, one digit repeated (BZSt)", DIGIT, national::de_tax_id),
    check("nl-bsn", "Netherlands, BSN: weights 9 to 2 and -1 modulo 11", DIGIT, national::nl_bsn),
    check("be-nrn", "Belgium, national register number: 97 minus the number modulo 97", DIGITS, national::be_nrn),
    check("es-dni", "Spain, DNI and NIE: number modulo 23 as a letter", "check letter valid", national::es_dni),
    check("it-codice-fiscale", "Italy, codice fiscale: odd and even tables modulo 26 (D.M. 23.12.1976)", "check letter valid", national::it_codice_fiscale),
    check("pt-nif", "Portugal, NIF: weights 9 to 2 modulo 11", DIGIT, national::pt_nif),
    check("at-svnr", "Austria, social insurance number: weights 3 7 9 5 8 4 2 1 6 modulo 11", DIGIT, national::at_svnr),
    check("ch-ahv", "Switzerland, AHV number: 756 and EAN-13", DIGIT, national::ch_ahv),
    check("se-personnummer", "Sweden, personal and coordination number: Luhn over ten digits (Skatteverket)", DIGIT, national::se_personnummer),
    check("no-fodselsnummer", "Norway, birth number: two modulo-11 digits; month plus 80 is the synthetic range (Skatteetaten, Tenor)", DIGITS, national::no_fodselsnummer),
    check("dk-cpr", "Denmark, CPR number: a date; modulo 11 proves, but does not refuse, as numbers since 2007 need not hold it", DIGIT, national::dk_cpr),
    check("fi-hetu", "Finland, personal identity code: number modulo 31; 900 to 999 are temporary and test", "check character valid", national::fi_hetu),
    check("is-kennitala", "Iceland, kennitala: weights 3 2 7 6 5 4 3 2 1 modulo 11", DIGIT, national::is_kennitala),
    check("pl-pesel", "Poland, PESEL: weights 1 3 7 9 modulo 10", DIGIT, national::pl_pesel),
    check("cz-rodne-cislo", "Czechia and Slovakia, birth number: a multiple of 11", DIGIT, national::cz_rodne_cislo),
    check("ro-cnp", "Romania, CNP: weights 2 7 9 1 4 6 3 5 8 2 7 9 modulo 11", DIGIT, national::ro_cnp),
    check("bg-egn", "Bulgaria, EGN: weights 2 4 8 5 10 9 7 3 6 modulo 11", DIGIT, national::bg_egn),
    check("hr-oib", "Croatia, OIB: ISO/IEC 7064 MOD 11,10", DIGIT, national::hr_oib),
    check("si-emso", "Slovenia and successors of Yugoslavia, EMSO: weights 7 to 2 twice modulo 11", DIGIT, national::si_emso),
    check("baltic-code", "Estonia and Lithuania, personal code: weights 1 to 9 and 1, then 3 to 9 and 1 to 3, modulo 11", DIGIT, national::baltic_code),
    check("gr-amka", "Greece, AMKA: a date and Luhn over eleven digits", DIGIT, national::gr_amka),
    check("tr-tckn", "Turkey, identity number: tenth digit 7 times odd minus even, eleventh the sum, modulo 10", DIGITS, national::tr_tckn),
    check("il-id", "Israel, identity number: Luhn over nine digits", DIGIT, national::il_id),
    check("za-id", "South Africa, identity number: a date and Luhn over thirteen digits", DIGIT, national::za_id),
    check("ca-sin", "Canada, social insurance number: Luhn over nine digits, first neither 0 nor 8", DIGIT, national::ca_sin),
    check("ca-on-hcn", "Ontario, health card: Luhn over ten digits", DIGIT, national::ca_on_hcn),
    check("ca-bc-phn", "British Columbia, health number: first 9, weights 2 4 8 5 10 9 7 3 modulo 11", DIGIT, national::ca_bc_phn),
    check("ca-qc-ramq", "Quebec, health insurance number: four letters and a date (month plus 50 for women)", "", national::ca_qc_ramq),
    check("au-medicare", "Australia, Medicare number: first 2 to 6, weights 1 3 7 9 modulo 10 at place 9 (Services Australia)", DIGIT, national::au_medicare),
    check("au-ihi", "Australia, health identifier: 800360 and Luhn over sixteen digits (AS 5017)", DIGIT, national::au_ihi),
    check("au-tfn", "Australia, tax file number: weights 1 4 3 7 5 8 6 9 10 modulo 11", DIGIT, national::au_tfn),
    check("nz-nhi", "New Zealand, NHI in both forms: modulo 11, or modulo 23 with a letter (HISO 10046); prefix Z is the test range", "check character valid", national::nz_nhi),
    check("in-aadhaar", "India, Aadhaar: twelve digits, first 2 to 9, Verhoeff (UIDAI)", DIGIT, national::in_aadhaar),
    check("br-cpf", "Brazil, CPF: two modulo-11 digits", DIGITS, national::br_cpf),
    check("br-cns", "Brazil, CNS: weights 15 to 1 modulo 11 (DATASUS)", DIGIT, national::br_cns),
    check("mx-curp", "Mexico, CURP: base 37, weights 18 to 2 modulo 10 (RENAPO)", DIGIT, national::mx_curp),
    check("cl-rut", "Chile, RUT: weights 2 to 7 from the right modulo 11, 10 written K", DIGIT, national::cl_rut),
    check("cn-resident-id", "China, resident identity number: a date and ISO/IEC 7064 MOD 11-2 (GB 11643)", DIGIT, national::cn_resident_id),
    check("jp-my-number", "Japan, My Number: weights 6 to 2 and 7 to 2 modulo 11", DIGIT, national::jp_my_number),
    check("kr-rrn", "Korea, resident number: a date; modulo 11 proves, but issues since October 2020 need not hold it", DIGIT, national::kr_rrn),
    check("tw-id", "Taiwan, identity number: letter as two digits, weights 1 9 8 to 1 1 modulo 10", DIGIT, national::tw_id),
    check("sg-nric", "Singapore, NRIC and FIN: weights 2 7 6 5 4 3 2 modulo 11 as a letter", "check letter valid", national::sg_nric),
    // Tokens of vendors.
    check("github-crc32", "GitHub token: last 6 of 36 characters are the base62 CRC-32 of the 30 before (GitHub, new token formats, 2021)", CHECKSUM, token::github_crc32),
    check("npm-crc32", "npm token: last 6 of 36 characters are the base62 CRC-32 of the 30 before (GitHub, npm token format, 2021)", CHECKSUM, token::github_crc32),
    check("gitlab-routable", "GitLab routable token: last 7 characters are the base36 CRC-32 of all before", CHECKSUM, token::gitlab_routable),
    check("grafana-crc32", "Grafana service account token: last 8 hex digits are the little-endian CRC-32 of all before the last underscore", CHECKSUM, token::grafana_crc32),
    check("cloudflare-crc32", "Cloudflare token: last 8 hex digits are the CRC-32 of the 40 characters before", CHECKSUM, token::cloudflare_crc32),
    check("aws-key-id", "AWS access key id: four letters and 16 of base32 (an account number is in them); names that end in EXAMPLE are synthetic", "", token::aws_key_id),
    check("pypi-macaroon", "PyPI token: base64url of a version 2 macaroon for pypi.org or test.pypi.org", "macaroon of the package index", token::pypi_macaroon),
    check("nuget-key", "NuGet key: oy2 and 43 of base32 with restricted places 3, 19 and 45", "structure valid", token::nuget_key),
    check("azure-key-64", "Azure storage, Cosmos DB or Batch key: base64 of exactly 64 bytes", "", token::azure_key_64),
    check("base64-32-bytes", "a 256-bit key: base64 of exactly 32 bytes (WireGuard, Swarm, shared access keys)", "", token::base64_32_bytes),
    check("azure-devops", "Azure DevOps token since 2024: 84 characters with AZDO at offset 76", "signature in place", token::azure_devops),
    check("discord-token", "Discord bot token: first part is base64 of a decimal user number", "first part decodes to a user number", token::discord_token),
    check("basic-credentials", "base64 of printable user:password (RFC 7617), as HTTP Basic and Docker's auth have it", "decodes to user and password", token::basic_credentials),
    check("nkey-seed", "NATS seed: base32 with CRC-16 in the last two bytes (nkeys)", CHECKSUM, token::nkey_seed),
    check("age-key", "age identity: bech32 checksum (BIP 173) under AGE-SECRET-KEY-", CHECKSUM, token::age_key),
    check("jwt", "JSON Web Token: header and payload decode to JSON objects, header has alg (RFC 7515, 7519); it holds for an hour or more; the sample of jwt.io is a stand-in", "header and payload decode", token::jwt),
    check("signed-for-long", "a signed URL that holds for an hour or more (AWS Signature Version 4, X-Amz-Expires)", "", token::signed_for_long),
    check("jwk-private", "a private member of a JSON Web Key (RFC 7517): kty stands within 2,000 bytes and the value is base64url of 16 bytes or more", "", token::jwk_private),
    check("pem-body", "PEM or OpenSSH block (RFC 7468): at least 40 characters of base64 in one run, or it is a stand-in", "body decodes to a key structure", token::pem_body),
    // Shapes and value models.
    check("base64-shape", "16 or more characters of either base64 alphabet, of a possible length, in at least two classes", "", value::base64_shape),
    check("hex-shape", "16 or more hexadecimal digits of one case, letters and digits", "", value::hex_shape),
    check("entropy-3", "Shannon entropy of at least 3 bits a character", "", value::entropy_3),
    check("entropy-3.5", "Shannon entropy of at least 3.5 bits a character", "", value::entropy_3_5),
    check("entropy-4", "Shannon entropy of at least 4 bits a character", "", value::entropy_4),
    check("hex-entropy", "Shannon entropy of at least 3 bits a hexadecimal digit, 2.5 below 24 digits", "", value::hex_entropy),
    check("mixed-classes", "letters and digits", "", value::mixed_classes),
    check("not-placeholder", "no stand-in: words, masks, interpolation, references, counting and keyboard runs, repetition, published values", "", placeholder::not_placeholder),
    check("not-in-longer-run", "neither neighbour is one of A-Z, a-z, 0-9, +, /, _ and -", "", value::not_in_longer_run),
    check("secret-value", "reads as generated: bigram surprise, class changes and distinct characters against a random source; 8 to 512 characters", "", value::secret),
    check("keyed-secret-value", "as secret-value, for names that leave no doubt: a UUID is taken, and a value that could be a chosen password is doubtful", "", value::keyed_secret),
    check("lone-key-value", "as secret-value, letters and digits, 16 characters or more; a digest in hexadecimal or a UUID is doubtful", "", value::lone_key),
    check("token-alphabet", "characters of tokens alone (RFC 6750, b64token), and what vendors join parts with; no passphrase", "", value::token_alphabet),
    check("sentence-password", "as password-value, and not a single word of English", "", value::sentence_password),
    check("not-announced", "neither called an example by the sentence before it, nor what an assertion compares with, nor of a table of samples", "", value::not_announced),
    check("key-lines", "lines of hexadecimal digits that neither repeat nor lack most digits", "", value::key_lines),
    check("key-bytes", "numbers from 0 to 255 that neither count nor repeat", "", value::key_bytes),
    check("password-value", "could be a password that a person chose: 4 to 256 characters, no stand-in, type name, reference, sentence", "", value::password),
    check("placed-password", "as password-value, in a place made for passwords: words that everybody knows are synthetic", "", value::placed_password),
    check("database-password", "as url-password, in a place made for passwords: words that everybody knows are synthetic", "", value::database_password),
    check("manifest-value", "as password-value, in a manifest of secrets: sentences, files and words that everybody knows are synthetic", "", value::manifest_value),
    Check {
        rejects_at: Some(url::without_user_at),
        ..check("url-password", "password in a URL: as password-value, not the user's name again; reserved hosts are synthetic, localhost is doubtful", "", value::url_password)
    },
];

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;
