#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| asepsis_fuzz::read_table("patients.feature", input));
