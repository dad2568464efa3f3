#![no_main]
use asepsis_fuzz::format::json::{Quote, Tokens};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    for quote in [Quote::Plain, Quote::Escaped, Quote::Doubled] {
        for token in Tokens::new(input, 0, quote) {
            assert!(token.span.start <= token.span.end && token.span.end <= input.len());
        }
    }
});
