//! Vectors of every check that a rule about persons names: what holds, and what must not pass for it.
//!
//! Samples of issuing bodies, standards and manuals, or computed from a made-up body: no number was ever issued to anybody. `«…»` marks the value
//! where what is around it counts.

use super::*;
use crate::rule::{Family, RuleSet};
use Verdict::{Doubtful, Placeholder, Plausible, Proven, Rejected, Synthetic};

/// Check, valid, invalid: the first invalid one differs in the check character, where there is one, the next in another place.
#[rustfmt::skip] // one line a check, so that the table reads as a table
const VECTORS: &[(&str, &[&str], &[&str])] = &[
    ("luhn", &["79927398713"], &["79927398710", "79928398713"]),
    ("verhoeff", &["2363"], &["2364", "2463"]),
    ("mod97-iban", &["GB82 WEST 1234 5698 7654 32"], &["GB82 WEST 1234 5698 7654 33", "GB82 WEST 1234 5798 7654 32"]),
    ("mod97", &["2 95 10 99 126 111 93"], &["2 95 10 99 126 111 90", "2 95 10 90 126 111 93"]),
    ("mod11-weighted", &["12531909-2"], &["12531909-0", "12532909-2"]),
    ("mod11-weighted-9", &["12531909-6"], &["12531909-0", "12532909-6"]),
    ("mod11-10", &["36574261809"], &["36574261800", "36575261809"]),
    ("mod11-2", &["360426199101010071"], &["360426199101010070", "360426190101010071"]),
    ("mod11-nhs", &["9434765919", "0101167873", "9990000018"], &["9434765910", "0101167870"]),
    ("npi", &["1245319599", "1234567893"], &["1245319590", "1234567890"]),
    ("dea", &["BB1388568", "AB1234563"], &["BB1388560", "AB1234560"]),
    ("mbi", &["3AC5-FG7-HJ89", "3AC5FG7HJ89", "1EG4TE5MK73", "1EG4-TE5-MK73"], &["3AC5-FG7-HJL9", "0AC5FG7HJ89", "1EG4TE5MKL3", "0EG4-TE5-MK73", "1SG4TE5MK73"]),
    ("ie-ppsn", &["6433435F", "6433435OA"], &["6433435A", "6433435PA"]),
    ("ie-ihi", &["536123488618337130"], &["536123488618337131", "536123489618337130"]),
    ("fr-nir", &["2 95 10 99 126 111 93"], &["2 95 10 99 126 111 90", "2 95 10 90 126 111 93"]),
    ("de-kvnr", &["A123456780"], &["A123456781", "A123556780"]),
    ("de-pension", &["65170836L990"], &["65170836L991", "65171836L990"]),
    ("de-tax-id", &["36574261809"], &["36574261800", "36575261809"]),
    ("nl-bsn", &["111222333"], &["111222330", "111322333"]),
    ("be-nrn", &["85073003328"], &["85073003320", "85074003328"]),
    ("es-dni", &["12345678Z", "X2482300W"], &["12345678A", "X2482300A"]),
    ("it-codice-fiscale", &["RSSMRA85T10A562S"], &["RSSMRA85T10A562A", "RSSMRA85T11A562S"]),
    ("pt-nif", &["501964843"], &["501964840", "501064843"]),
    ("at-svnr", &["1237010180"], &["1230010180", "1237110180"]),
    ("ch-ahv", &["756.9217.0769.85"], &["756.9217.0769.80", "756.9227.0769.85"]),
    ("se-personnummer", &["811228-9874", "19811228-9874"], &["811228-9870", "19811228-9870"]),
    ("no-fodselsnummer", &["15108695088"], &["15108695080", "15109695088"]),
    ("fi-hetu", &["131052-308T"], &["131052-308A", "131062-308T"]),
    ("is-kennitala", &["450401-3150"], &["450401-3100", "450411-3150"]),
    ("pl-pesel", &["44051401359"], &["44051401350", "44052401359"]),
    ("cz-rodne-cislo", &["7103192745"], &["7103192740", "7103292745"]),
    ("ro-cnp", &["1800101221541"], &["1800101221540", "1800111221541"]),
    ("bg-egn", &["7523169263"], &["7523169260", "7523269263"]),
    ("hr-oib", &["33392005961"], &["33392005960", "33393005961"]),
    ("si-emso", &["0101006500006"], &["0101006500000", "0101016500006"]),
    ("baltic-code", &["37605030299"], &["37605030290", "37606030299"]),
    ("gr-amka", &["01013099997"], &["01013099990", "01014099997"]),
    ("tr-tckn", &["17291716060"], &["17291716061", "17292716060"]),
    ("il-id", &["039337423"], &["039337420", "039437423"]),
    ("za-id", &["7503305044089"], &["7503305044080", "7503315044089"]),
    ("ca-sin", &["193 456 787", "046 454 286"], &["193 456 780", "046 454 280"]),
    ("ca-on-hcn", &["1216189009"], &["1216189000", "1216289009"]),
    ("ca-bc-phn", &["9698658215"], &["9698658210", "9698758215"]),
    ("au-medicare", &["2123 45670 1"], &["2123456711", "2123 55670 1"]),
    ("au-ihi", &["8003608166690503"], &["8003608166690500", "8003608266690503"]),
    ("au-tfn", &["123456782"], &["123456780", "123556782"]),
    ("in-aadhaar", &["2341 2341 2346"], &["2341 2341 2340", "2341 2441 2346"]),
    ("br-cpf", &["390.533.447-05"], &["390.533.447-00", "390.543.447-05"]),
    ("br-cns", &["761371447766249"], &["761371447766240", "761371547766249"]),
    ("mx-curp", &["BOXW310820HNERXN09"], &["BOXW310820HNERXN00", "BOXW310920HNERXN09"]),
    ("cl-rut", &["12531909-2"], &["12531909-0", "12532909-2"]),
    ("cn-resident-id", &["360426199101010071"], &["360426199101010070", "360426190101010071"]),
    ("jp-my-number", &["344892160377"], &["344892160370", "344893160377"]),
    ("tw-id", &["A123456789"], &["A123456780", "A123556789"]),
    ("sg-nric", &["S1234567D"], &["S1234567A", "S1235567D"]),
    ("gtin", &["(01)00614141999996"], &["(01)00614141999990", "(01)00614241999996"]),
    ("imei", &["490154203237518"], &["490154203237510", "490154303237518"]),
    ("hibc", &["+O460DHWP8+"], &["+O460DHWP8A", "+O470DHWP8+"]),
    ("isbt128", &["S669150888998A"], &["S669150888998B", "S669151888998A"]),
    ("payment-card", &["4111111111111129", "4111111111111111", "4242424242424242", "378282246310005", "5555555555554444"], &["4111111111111110", "4242424242424240", "378282246310000", "5555555555554440"]),
    ("card-not-order", &["4111111111111129"], &["4111111111111110", "4111111211111129"]),
    ("hicn", &["219-09-9999A"], &["219-09-9999Z9", "XYZ123456"]),
    ("itin", &["912-90-3456"], &["912-89-3456", "812-70-3456"]),
    ("vin", &["1M8GDM9AXKP042788"], &["1M8GDM9AAKP042788", "1M8GDM9AOKP042788"]),
    ("nz-nhi", &["ZAC5361", "ZBN77VL"], &["ZAC5360", "ZBN77VA"]),
    ("kr-rrn", &["971013-9019902"], &["971013-9019900", "971313-9019902"]),
    ("ssn", &["219-09-9998", "078-05-1120", "219-09-9999"], &["12-345-67890", "123-45-6789", "111-11-1111"]),
    ("dk-cpr", &["211062-5629"], &["211362-5629", "321062-5629"]),
    ("ca-qc-ramq", &["ABCD80511234"], &["ABCD80131234", "ABC280511234"]),
    ("phone-nanp", &["(212) 555-0123", "212-736-5001"], &["291-736-5000", "911-736-5000"]),
    ("phone-e164", &["+44 7700 900123", "+49 30 8712345"], &["+12", "49308712345678901"]),
    ("email", &["jane@example.org", "r.quist@hospital-quoll.org"], &["logo@2x.png", "pkg@1.2.x"]),
    ("ipv4", &["192.0.2.17", "81.97.143.22"], &["256.1.1.1", "255.255.255.0"]),
    ("date", &["1962-02-28", "2000-02-29"], &["1962-02-30", "1900-02-29"]),
    ("zip", &["02139", "94305-4321", "03601"], &["00500", "99951", "123456"]),
    ("street", &["4711 Quoll Hollow Rd"], &["123 Main St", "742 Evergreen Terrace"]),
    ("person-name", &["Ödön Exemplar-Quist", "John Doe"], &["getName()", "123"]),
    ("note-name", &["Odalys Quillfeather"], &["Medical History", "Odalys Clinic"]),
    ("given-name", &["Helen Quillfeather"], &["Medical History", "Odalys Quillfeather"]),
    ("labelled-name", &["Patient: «Helen Quillfeather»"], &["Patient: «Blood Pressure»", "Patient: «Last, First»"]),
    ("not-row-number", &["4480217"], &["4444444444", "0123456789"]),
    ("not-in-longer-run", &["mrn «4480217»"], &["mrn «4480217»12", "x«4480217»"]),
    ("record-number", &["MR-204417"], &["2024-01-02", "abc"]),
];

/// What digits say of these is no more than doubt: countries have changed the rule, or never held to it.
const LENIENT: &[&str] = &["vin", "kr-rrn"];

fn verdict(name: &str, vector: &str) -> Verdict {
    let text = vector.replace(['«', '»'], "");
    let start = vector.find('«').unwrap_or(0);
    let end = vector.find('»').map_or(text.len(), |end| end - '«'.len_utf8());
    let subject = Subject { text: text.as_bytes(), whole: Span::new(0, end), value: Span::new(start, end) };
    (find(name).expect("the table names checks").run)(&subject)
}

fn is_of_digits(name: &str) -> bool {
    let check = find(name).expect("the table names checks");
    [DIGIT, DIGITS, "check letter valid", "check character valid"].contains(&check.proves)
}

#[test]
fn what_holds_passes_and_what_does_not_is_refused() {
    for (name, valid, invalid) in VECTORS {
        let is_of_digits = is_of_digits(name);
        for vector in *valid {
            let got = verdict(name, vector);
            assert!(matches!(got, Proven | Synthetic) || (!is_of_digits && got == Plausible), "{name}: {vector} is {got:?}");
        }
        for vector in *invalid {
            let got = verdict(name, vector);
            let refused = got == Rejected || (got == Doubtful && LENIENT.contains(name)) || (got == Placeholder && !is_of_digits);
            assert!(refused, "{name}: {vector} is {got:?}");
        }
    }
}

#[test]
fn every_check_of_a_rule_about_persons_has_vectors() {
    let rules = RuleSet::built_in();
    let of_persons =
        rules.iter().filter(|(_, rule)| rule.family == Family::Phi).flat_map(|(_, rule)| rule.checks.iter().map(String::as_str));
    let of_digits = CHECKS.iter().map(|check| check.name).filter(|name| is_of_digits(name));
    let count =
        |name: &str| VECTORS.iter().find(|(known, ..)| *known == name).map_or((0, 0), |(_, valid, invalid)| (valid.len(), invalid.len()));
    let mut without: Vec<&str> = of_persons.chain(of_digits).filter(|name| count(name).0 < 1 || count(name).1 < 2).collect();
    without.sort_unstable();
    without.dedup();
    assert!(without.is_empty(), "no valid vector and two invalid ones: {without:?}");
}

/// The check digit is the last, but in these; the last of a MBI is none: any other there is refused.
#[test]
fn no_other_check_digit_passes() {
    const ELSEWHERE: &[&str] = &["is-kennitala", "au-medicare", "mbi", "vin"];
    let numbers = VECTORS.iter().filter(|(name, ..)| is_of_digits(name) && !ELSEWHERE.contains(name));
    for (name, vector) in numbers.flat_map(|(name, valid, _)| valid.iter().map(move |vector| (name, vector))) {
        let (body, last) = vector.split_at(vector.len() - 1);
        for digit in ('0'..='9').filter(|digit| !last.starts_with(*digit)) {
            let other = format!("{body}{digit}");
            assert_ne!(verdict(name, &other), Proven, "{name}: {other}");
        }
    }
}
