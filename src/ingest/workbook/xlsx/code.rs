//! Number formats: what a format code makes of a number, as far as an auditor must know — a date, a time, a share, a code
//! with leading zeros. Never renders the format itself.

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Shown {
    /// The number itself.
    #[default]
    Plain,
    /// A calendar date, perhaps with a time of day.
    Date,
    /// A time of day.
    Time,
    /// Hours counted on beyond a day: `[h]:mm`.
    Elapsed,
    /// Hundredths.
    Percent,
    /// Whole numbers with at least so many digits.
    Padded(u8),
}

/// What an id without an explicit code means in a Chinese edition (ECMA-376 part 1, 18.8.30). Ids 27 to 36 and 50 to 58
/// are dates and times in every East Asian edition.
pub(in super::super) fn builtin(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shown::Time,
        46 => Shown::Elapsed,
        _ => Shown::Plain,
    }
}

/// Reads a format code. The first section that says anything decides; quoted, escaped and bracketed text says nothing.
pub(in super::super) fn read(code: &str) -> Shown {
    let mut sections = Sections::new(code);
    while let Some(tokens) = sections.next_section() {
        if let Some(shown) = tokens.judge() {
            return shown;
        }
    }
    Shown::Plain
}

/// What one section holds outside quotes and brackets.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent sightings, judged together"
)]
#[derive(Debug, Default)]
struct Tokens {
    calendar: bool,
    clock: bool,
    month_or_minute: bool,
    elapsed: bool,
    percent: bool,
    zeros: u32,
    others: bool,
}

impl Tokens {
    fn judge(&self) -> Option<Shown> {
        let placeholders = self.zeros > 0 || self.others;
        if self.calendar {
            Some(Shown::Date)
        } else if self.elapsed {
            Some(Shown::Elapsed)
        } else if self.clock {
            Some(Shown::Time)
        } else if self.month_or_minute && !placeholders {
            Some(Shown::Date)
        } else if self.percent {
            Some(Shown::Percent)
        } else if self.zeros > 1 && !self.others {
            Some(u8::try_from(self.zeros).map_or(Shown::Plain, Shown::Padded))
        } else {
            placeholders.then_some(Shown::Plain)
        }
    }

    fn letter(&mut self, c: char, before: Option<char>, after: Option<char>) {
        match c.to_ascii_lowercase() {
            'y' | 'd' | 'g' => self.calendar = true,
            // `e` is the year of an era, unless it is the exponent of `0.00E+00`.
            'e' if !matches!(after, Some('+' | '-')) => self.calendar = true,
            'h' | 's' => self.clock = true,
            'm' => self.month_or_minute = true,
            '上' | '下' if after == Some('午') => self.clock = true,
            // `aaa` and `aaaa` are weekdays; a single `a` belongs to `AM/PM` or `A/P`.
            'a' if before.is_some_and(|b| b.eq_ignore_ascii_case(&'a')) => self.calendar = true,
            '%' => self.percent = true,
            '0' => self.zeros += 1,
            '#' | '?' | '.' | ',' | '@' | 'e' => self.others = true,
            _ => {}
        }
    }

    fn bracket(&mut self, inside: &str) {
        let Some(first) = inside.chars().next() else {
            return;
        };
        let first = first.to_ascii_lowercase();
        if matches!(first, 'h' | 'm' | 's') && inside.chars().all(|c| c.eq_ignore_ascii_case(&first)) {
            self.elapsed = true;
        }
    }
}

struct Sections<'c> {
    rest: &'c str,
    done: bool,
}

impl<'c> Sections<'c> {
    fn new(code: &'c str) -> Self {
        Self {
            rest: code,
            done: false,
        }
    }

    fn next_section(&mut self) -> Option<Tokens> {
        if self.done {
            return None;
        }
        let mut tokens = Tokens::default();
        let mut before = None;
        loop {
            if let Some(rest) = general(self.rest) {
                tokens.others = true;
                self.rest = rest;
                continue;
            }
            let mut chars = self.rest.chars();
            let Some(c) = chars.next() else {
                self.done = true;
                return Some(tokens);
            };
            self.rest = chars.as_str();
            match c {
                ';' => return Some(tokens),
                '"' => self.skip_past('"'),
                '[' => tokens.bracket(self.skip_past_bracket()),
                // The next character is literal, a width or a filling.
                '\\' | '_' | '*' => {
                    chars.next();
                    self.rest = chars.as_str();
                }
                _ => tokens.letter(c, before, chars.next()),
            }
            before = Some(c);
        }
    }

    fn skip_past(&mut self, end: char) {
        self.rest = self.rest.split_once(end).map_or("", |(_, rest)| rest);
    }

    fn skip_past_bracket(&mut self) -> &'c str {
        let (inside, rest) = self.rest.split_once(']').unwrap_or((self.rest, ""));
        self.rest = rest;
        inside
    }
}

/// `General`, as English, German and Chinese editions write it.
fn general(code: &str) -> Option<&str> {
    ["General", "GENERAL", "general", "Standard", "G/通用格式"]
        .iter()
        .find_map(|word| code.strip_prefix(word))
}

#[cfg(test)]
mod tests {
    use super::Shown::{Date, Elapsed, Padded, Percent, Plain, Time};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_as_departments_write_them() {
        for (code, shown) in [
            ("General", Plain),
            ("G/通用格式", Plain),
            ("G/通用格式\"年\"", Plain),
            ("0", Plain),
            ("0.00", Plain),
            ("#,##0", Plain),
            ("@", Plain),
            ("0\"年\"", Plain),
            ("\"第\"0\"天\"", Plain),
            ("0.00E+00", Plain),
            ("##0.0E+0", Plain),
            ("0.0\\m", Plain),
            ("#,##0_d", Plain),
            ("#,##0*y", Plain),
            ("[$¥-804]#,##0.00", Plain),
            ("[Red]-0.0;[Blue]0.0", Plain),
            ("yyyy-mm-dd", Date),
            ("yyyy\"年\"m\"月\"d\"日\";@", Date),
            ("[$-804]yyyy年m月d日", Date),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\";@", Date),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Date),
            ("aaaa", Date),
            ("[$-804]aaa;@", Date),
            ("ggge\"年\"", Date),
            ("e\"年\"m\"月\"", Date),
            ("m\"月\"d\"日\"", Date),
            ("mmmm", Date),
            ("yyyy/m/d h:mm", Date),
            ("[=0]\"\";yyyy-mm-dd", Date),
            ("h:mm:ss", Time),
            ("h:mm AM/PM", Time),
            ("上午/下午h\"时\"mm\"分\"", Time),
            ("[$-804]上午/下午", Time),
            ("mm:ss.0", Time),
            ("[h]:mm:ss", Elapsed),
            ("[mm]", Elapsed),
            ("0%", Percent),
            ("0.00%", Percent),
            ("000000", Padded(6)),
            ("00", Padded(2)),
            ("", Plain),
            (";;;", Plain),
            ("[", Plain),
            ("\"", Plain),
            ("\\", Plain),
        ] {
            assert_eq!(read(code), shown, "{code}");
        }
    }

    #[test]
    fn chinese_builtins_are_dates_and_times() {
        assert!((27..=31).chain([36, 50, 58]).all(|id| builtin(id) == Date));
        assert!((32..=35).chain([18, 55]).all(|id| builtin(id) == Time));
        assert_eq!(
            [builtin(0), builtin(9), builtin(49), builtin(164)],
            [Plain, Percent, Plain, Plain]
        );
    }

    proptest! {
        #[test]
        fn no_code_panics(code in ".*") {
            let _ = read(&code);
        }
    }
}
