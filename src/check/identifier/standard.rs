//! The two codes and their check digits, each from its standard. Knows no cell.

use chrono::NaiveDate;

/// A code with a check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Standard {
    /// 统一社会信用代码, GB 32100-2015.
    Uscc,
    /// 公民身份号码, GB 11643-1999.
    ResidentId,
}

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Flaw {
    /// It has so many characters, not eighteen.
    Length(usize),
    /// A character that the standard does not know at this place.
    Character(char),
    /// It names a day of birth that does not exist.
    Date,
    /// The last character should be this.
    CheckDigit(char),
    /// It was saved as a number and lost its last digits.
    Rounded,
}

/// Letters and digits of GB 32100-2015; I, O, S, V and Z are left out.
const USCC: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Check characters of GB 11643-1999 by the weighted sum modulo 11.
const RESIDENT: &[u8; 11] = b"10X98765432";
/// Characters of either code.
pub(super) const LENGTH: u32 = 18;
const BODY: usize = LENGTH as usize - 1;

impl Standard {
    /// The names, as packs write them.
    pub(in crate::check) const NAMES: &'static [&'static str] = &["uscc", "resident-id"];

    pub(in crate::check) fn of(name: &str) -> Option<Self> {
        match name {
            "uscc" => Some(Self::Uscc),
            "resident-id" => Some(Self::ResidentId),
            _ => None,
        }
    }

    /// A sound code of nobody.
    pub(super) fn sample(self) -> String {
        let body = match self {
            Self::Uscc => "11000000000000000",
            Self::ResidentId => "00000020000101000",
        };
        body.chars().chain(self.check_digit(body)).collect()
    }

    /// What is wrong with a code in capitals without blanks.
    pub(super) fn flaw(self, code: &str) -> Option<Flaw> {
        let length = code.chars().count();
        if length != BODY + 1 {
            return Some(Flaw::Length(length));
        }
        if let Some((_, wrong)) = code.chars().enumerate().find(|&(at, c)| !self.allows(at, c)) {
            return Some(Flaw::Character(wrong));
        }
        let (body, check) = code.split_at_checked(BODY)?;
        if self == Self::ResidentId && !has_birthday(body) {
            return Some(Flaw::Date);
        }
        let right = self.check_digit(body)?;
        (!check.starts_with(right)).then_some(Flaw::CheckDigit(right))
    }

    fn allows(self, at: usize, c: char) -> bool {
        match self {
            // The eight characters from the third name the administrative division and begin the body code.
            Self::Uscc if (2..8).contains(&at) => c.is_ascii_digit(),
            Self::Uscc => u8::try_from(c).is_ok_and(|b| USCC.contains(&b)),
            Self::ResidentId => c.is_ascii_digit() || at == BODY && c == 'X',
        }
    }

    fn check_digit(self, body: &str) -> Option<char> {
        let byte = match self {
            Self::Uscc => {
                let sum = weighted(
                    body,
                    31,
                    |i| power(3, i, 31),
                    |b| USCC.iter().position(|&u| u == b),
                )?;
                // Where nothing remains the check character is 0: 31 is none.
                *USCC.get((31 - sum) % 31)?
            }
            Self::ResidentId => {
                let value = |b: u8| b.checked_sub(b'0').map(usize::from);
                *RESIDENT.get(weighted(body, 11, |i| power(2, BODY - i, 11), value)?)?
            }
        };
        Some(char::from(byte))
    }
}

fn weighted(
    body: &str,
    modulus: usize,
    weight: impl Fn(usize) -> usize,
    value: impl Fn(u8) -> Option<usize>,
) -> Option<usize> {
    body.bytes()
        .enumerate()
        .try_fold(0, |sum, (i, b)| Some((sum + weight(i) * value(b)?) % modulus))
}

fn power(base: usize, exponent: usize, modulus: usize) -> usize {
    (0..exponent).fold(1, |n, _| n * base % modulus)
}

fn has_birthday(body: &str) -> bool {
    let number = |from: usize, to: usize| body.get(from..to).and_then(|s| s.parse::<u32>().ok());
    let day = || {
        let year = i32::try_from(number(6, 10)?).ok().filter(|y| *y >= 1800)?;
        NaiveDate::from_ymd_opt(year, number(10, 12)?, number(12, 14)?)
    };
    day().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn published_codes_hold() {
        // The examples of the standards themselves.
        assert_eq!(Standard::Uscc.flaw("91350100M000100Y43"), None);
        assert_eq!(Standard::ResidentId.flaw("11010519491231002X"), None);
        assert_eq!(Standard::ResidentId.flaw("440524188001010014"), None);
    }

    #[test]
    fn a_remainder_of_nothing_is_checked_by_0() {
        let zero = (0..31).find_map(|n: usize| {
            let body = format!("9135010012345678{}", char::from(*USCC.get(n)?));
            (Standard::Uscc.check_digit(&body)? == '0').then_some(body)
        });
        let code = format!("{}0", zero.expect("one of 31 remainders is nothing"));
        assert_eq!(Standard::Uscc.flaw(&code), None);
    }

    #[test]
    fn flaws_are_told_apart() {
        for (code, flaw) in [
            ("91350100M000100Y4", Flaw::Length(17)),
            ("91350100M000100I43", Flaw::Character('I')),
            ("91A50100M000100Y43", Flaw::Character('A')),
            ("91350100M000100Y44", Flaw::CheckDigit('3')),
        ] {
            assert_eq!(Standard::Uscc.flaw(code), Some(flaw), "{code}");
        }
        for (code, flaw) in [
            ("110105491231002", Flaw::Length(15)),
            ("1101051949123100XX", Flaw::Character('X')),
            ("11010519490230002X", Flaw::Date),
            ("110105194912310021", Flaw::CheckDigit('X')),
            ("公民身份号码公民身份号码公民身份号码", Flaw::Character('公')),
        ] {
            assert_eq!(Standard::ResidentId.flaw(code), Some(flaw), "{code}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_never_passes(body in "9[1-3][0-9]{6}[0-9A-H]{9}", at in 2usize..8, add in 1u8..10) {
            let code = format!("{body}{}", Standard::Uscc.check_digit(&body).unwrap());
            prop_assert_eq!(Standard::Uscc.flaw(&code), None);
            let mut wrong = code.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + add) % 10;
            prop_assert!(Standard::Uscc.flaw(&String::from_utf8(wrong).unwrap()).is_some());
        }
    }
}
