#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dataaudit_fuzz::run("xlsb", bytes));
