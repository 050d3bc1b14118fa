//! CSV files that Excel opens rightly: RFC 4180, CRLF, a byte-order mark so that they are read as UTF-8, and nothing that a spreadsheet
//! would take for a formula. Source: requirements R71, R114, R171 (2026-11-21).

/// A file that is being written.
#[derive(Debug, Clone)]
pub struct Csv(String);

impl Csv {
    /// A file with the headings of its columns.
    pub fn new(columns: &[&str]) -> Self {
        let mut file = Self("\u{feff}".to_owned());
        file.row(columns.iter().copied());
        file
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (place, text) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.0.push_str(&cell(text));
        }
        self.0.push_str("\r\n");
    }

    /// The file.
    pub fn finish(self) -> String {
        self.0
    }
}

/// One cell: quoted where it must be; a text that a spreadsheet would take for a formula is given a quote mark in front.
fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R71, R171
    #[test]
    fn cells_are_quoted_and_formulas_are_disarmed() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, written) in cases {
            assert_eq!(cell(text), written);
        }
        let mut file = Csv::new(&["name", "note"]);
        file.row(["東京", "-5"]);
        assert_eq!(file.finish(), "\u{feff}name,note\r\n東京,'-5\r\n");
    }
}
