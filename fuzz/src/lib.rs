//! The readers of `asepsis`, compiled from their sources (links), with what every fuzz target promises: no panic, reading moves on, every span is
//! a range of the input that is not empty.

pub mod format;
pub mod text;

/// Reads the input as the scanner does, from anchor to anchor, and as a file that is claimed.
pub fn read(name: &str, input: &[u8]) {
    let format = format::Format::named(name).expect("a target is called like its format");
    let mut check = |field: format::Field| assert!(field.value.start < field.value.end && field.value.end <= input.len());
    if format.is_binary || (format.claims)("x", input) {
        (format.read)(input, 0, &mut check);
        let _ = (format.unread)(input);
    }
    let found = |anchor: &&'static [u8]| memchr::memmem::find_iter(input, *anchor).collect::<Vec<_>>();
    let mut hits: Vec<usize> = format.anchors.iter().flat_map(found).collect();
    hits.sort_unstable();
    let mut done = 0;
    for hit in hits {
        if hit >= done {
            done = (format.read)(input, hit, &mut check);
            assert!(done > hit && done <= input.len());
        }
    }
}

/// Reads the input as a table in a file of that name, which says what kind it is.
pub fn read_table(path: &str, input: &[u8]) {
    let format = format::Format::named("table").expect("tables are a format");
    let house = format::HouseColumns::default();
    if format.claims_with(&house, path, input) {
        let mut check = |field: format::Field| assert!(field.value.start < field.value.end && field.value.end <= input.len());
        let asked = format::Asked { columns: &house, hl7v2: &format::hl7v2::Wanted::everything(), fhir: &|_| true };
        format.read_with(asked, path, input, 0, &mut check);
    }
}
