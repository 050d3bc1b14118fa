//! `config.json`: which mode, and where the API is. A wrong one is refused loudly.

use crate::wire::json::{self, Node};

/// How the app gets its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Config {
    /// From the simulated service in the page.
    Static,
    /// From the API at this address.
    Live {
        /// Absolute, or a path of the same origin; without `/v1`.
        api_base: String,
    },
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// The member that is missing or wrong, with what it holds.
    pub fn read(file: &str) -> Result<Self, String> {
        let value = json::parse(file).map_err(|error| format!("config.json: {error}"))?;
        let node = Node::new(&value);
        match node.get("mode").text().as_deref() {
            Some("static") => Ok(Self::Static),
            Some("live") => {
                let api_base = node.get("apiBase").text().ok_or("config.json: apiBase")?;
                Ok(Self::Live { api_base })
            }
            Some(other) => Err(format!("config.json: mode = {other}")),
            None => Err("config.json: mode".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R1
    #[test]
    fn the_base_address_of_the_api_is_configuration() {
        assert_eq!(Config::read(r#"{"mode":"static"}"#), Ok(Config::Static));
        let live = Config::read(r#"{"mode":"live","apiBase":"https://gateway.example"}"#);
        assert_eq!(live, Ok(Config::Live { api_base: "https://gateway.example".to_owned() }));
        for wrong in ["", "{", "{}", r#"{"mode":"live"}"#, r#"{"mode":"demo"}"#] {
            assert!(Config::read(wrong).is_err(), "{wrong}");
        }
    }
}
