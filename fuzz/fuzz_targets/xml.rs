#![no_main]
use asepsis_fuzz::format::xml::{Step, Walk};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut walk = Walk::<()>::new(input, 0);
    let mut open = 0_usize;
    while let Some(step) = walk.step() {
        match step {
            Step::Enter => open += 1,
            Step::Leave(_) => open -= 1,
            Step::Attribute(_, span) | Step::Text(span) => assert!(span.start <= span.end && span.end <= input.len()),
        }
    }
    assert_eq!(open, 0);
});
