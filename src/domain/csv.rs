//! CSV files that Excel opens rightly: as RFC 4180 has them, CRLF, a byte-order mark so that they are read as UTF-8, and nothing that a
//! spreadsheet would take for a formula. Between the cells stands what Excel expects of the language: where decimals have a comma, a
//! semicolon. (A first line `sep=;` would say it too, but Excel then does not read the file as UTF-8.) Source: requirements R71, R114,
//! R171 (2026-11-21).

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// As RFC 4180 has it.
    Comma,
    /// Where the comma stands in decimals.
    Semicolon,
}

impl Separator {
    /// Its sign.
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }
}

/// A file that is being written.
#[derive(Debug, Clone)]
pub struct Csv {
    text: String,
    separator: Separator,
}

impl Csv {
    /// A file with the headings of its columns.
    pub fn new(separator: Separator, columns: &[&str]) -> Self {
        let mut file = Self { text: "\u{feff}".to_owned(), separator };
        file.row(columns.iter().copied());
        file
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (place, text) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push(self.separator.sign());
            }
            self.text.push_str(&cell(text));
        }
        self.text.push_str("\r\n");
    }

    /// The file.
    pub fn finish(self) -> String {
        self.text
    }
}

/// The rows of a file without its headings, to stand after those of another one.
pub fn without_headings(file: &str) -> &str {
    file.split_once("\r\n").map_or("", |(_, rows)| rows)
}

/// One cell: quoted where it must be; a text that a spreadsheet would take for a formula is given a quote mark in front.
fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', ';', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R171
    #[test]
    fn files_are_put_together_under_one_row_of_headings() {
        let file = |rows: &[&str]| {
            let mut file = Csv::new(Separator::Comma, &["name", "note"]);
            for name in rows {
                file.row([*name, "two\r\nlines"]);
            }
            file.finish()
        };
        let parts = [file(&["a"]), file(&["b", "c"]), file(&[])];
        assert_eq!(format!("{}{}{}", parts[0], without_headings(&parts[1]), without_headings(&parts[2])), file(&["a", "b", "c"]));
        assert_eq!(without_headings(""), "");
    }

    // R71, R171
    #[test]
    fn cells_are_quoted_and_formulas_are_disarmed() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, written) in cases {
            assert_eq!(cell(text), written);
        }
        for (separator, sign) in [(Separator::Comma, ","), (Separator::Semicolon, ";")] {
            let mut file = Csv::new(separator, &["name", "note"]);
            file.row(["東京", "-5"]);
            assert_eq!(file.finish(), format!("\u{feff}name{sign}note\r\n東京{sign}'-5\r\n"));
        }
    }
}
