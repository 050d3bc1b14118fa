//! The command line.

use crate::shell::{Failure, Outcome};

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask serve [--port N] [--built] [--quick]
                                         build in release, serve on http://127.0.0.1:8080 (static mode)
cargo xtask api [--port N] [--built] [--quick] [-- options]
                                         the reference API and the site that calls it, on http://127.0.0.1:8081
                                         (live mode); options are the server's own, `-- --help` lists them
cargo xtask build                        the release site in dist/, compressed beside each file, with sizes
cargo xtask test [--full]                everything that has to hold before a change is merged
cargo xtask e2e [--quick] [arguments]    only the end-to-end tests; arguments go to Playwright
cargo xtask bench                        sizes and speed as a table, beside a bare Leptos page (half an hour)

Each one installs what is missing and says what it does. Tools of ours go to a cache folder of yours:
$CROSSOVER_CACHE, else $XDG_CACHE_HOME/crossover, else ~/.cache/crossover (%LOCALAPPDATA% on Windows).
  --port N   another port; 0 takes a free one
  --built    serve dist/ as it is, build nothing
  --quick    a build without optimisation, soon there, for work in progress: in target/quick/site, not in dist/
  --full     the long runs too (CROSSOVER_FULL=1 for the end-to-end tests)
";

/// The port of `serve` when none is named.
const DEFAULT_PORT: u16 = 8080;

/// The port of `api` when none is named.
const API_PORT: u16 = 8081;

/// How the site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    /// As it is deployed.
    Release,
    /// Without optimisation, splitting and compression: soon there again after a change.
    Quick,
}

impl Make {
    /// The folder of the site, from the project's root.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Release => "dist",
            Self::Quick => "target/quick/site",
        }
    }
}

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Say what there is.
    Help,
    /// Build, unless `built`, and serve on `port` of this machine.
    Serve { port: u16, built: bool, make: Make },
    /// Build, unless `built`, and run the reference API on `port` with `more` options of its own.
    Api { port: u16, built: bool, make: Make, more: Vec<String> },
    /// Build and report sizes.
    Build,
    /// Run every check.
    Test { full: bool },
    /// Run Playwright on the built site with `arguments` of its own.
    EndToEnd { make: Make, arguments: Vec<String> },
    /// Compare with the bare page.
    Bench,
}

impl Task {
    /// Reads the arguments after `cargo xtask`.
    ///
    /// # Errors
    /// When a word is unknown or a value is missing; the help is named.
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        let Some((name, rest)) = arguments.split_first() else {
            return Ok(Self::Help);
        };
        match name.as_str() {
            "help" | "--help" | "-h" => Ok(Self::Help),
            "serve" => {
                let (port, built, make) = parse_serving("serve", rest)?;
                Ok(Self::Serve { port: port.unwrap_or(DEFAULT_PORT), built, make })
            }
            "api" => {
                let own = rest.iter().position(|word| word == "--").unwrap_or(rest.len());
                let (port, built, make) = parse_serving("api", &rest[..own])?;
                let more = rest.get(own + 1..).unwrap_or_default().to_vec();
                Ok(Self::Api { port: port.unwrap_or(API_PORT), built, make, more })
            }
            "build" => nothing_after("build", rest).map(|()| Self::Build),
            "bench" => nothing_after("bench", rest).map(|()| Self::Bench),
            "test" => match rest {
                [] => Ok(Self::Test { full: false }),
                [flag] if flag == "--full" => Ok(Self::Test { full: true }),
                _ => Err(unknown(&rest.join(" "))),
            },
            "e2e" => {
                let (make, arguments) = match rest.split_first() {
                    Some((flag, arguments)) if flag == "--quick" => (Make::Quick, arguments),
                    _ => (Make::Release, rest),
                };
                Ok(Self::EndToEnd { make, arguments: arguments.to_vec() })
            }
            other => Err(unknown(other)),
        }
    }
}

/// Port, whether all is built, and how the site is made, as `serve` and `api` take them.
fn parse_serving(task: &str, arguments: &[String]) -> Outcome<(Option<u16>, bool, Make)> {
    let (mut port, mut built, mut make) = (None, false, Make::Release);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.split_once('=').map_or((word.as_str(), None), |(flag, value)| (flag, Some(value))) {
            ("--built", None) => built = true,
            ("--quick", None) => make = Make::Quick,
            ("--port", value) => {
                let value = value.or_else(|| words.next().map(String::as_str)).unwrap_or_default();
                let wrong = |_| Failure::new(format!("`{value}` is no port")).help(format!("cargo xtask {task} --port 8081"));
                port = Some(value.parse().map_err(wrong)?);
            }
            _ => return Err(unknown(word)),
        }
    }
    Ok((port, built, make))
}

fn nothing_after(task: &str, rest: &[String]) -> Outcome {
    match rest {
        [] => Ok(()),
        _ => Err(unknown(&format!("{task} {}", rest.join(" ")))),
    }
}

fn unknown(words: &str) -> Failure {
    Failure::new(format!("`{words}` is not understood")).help("cargo xtask help")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Task> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Task::parse(&words).ok()
    }

    #[test]
    fn every_task_is_understood() {
        assert_eq!(parse(""), Some(Task::Help));
        assert_eq!(parse("serve"), Some(Task::Serve { port: 8080, built: false, make: Make::Release }));
        assert_eq!(parse("serve --port 9000 --built"), Some(Task::Serve { port: 9000, built: true, make: Make::Release }));
        assert_eq!(parse("serve --port=0"), Some(Task::Serve { port: 0, built: false, make: Make::Release }));
        assert_eq!(parse("serve --quick"), Some(Task::Serve { port: 8080, built: false, make: Make::Quick }));
        let api = |port, built, make, more: &[&str]| {
            let more = more.iter().map(|word| (*word).to_owned()).collect();
            Some(Task::Api { port, built, make, more })
        };
        assert_eq!(parse("api"), api(8081, false, Make::Release, &[]));
        assert_eq!(
            parse("api --quick --port 0 -- --memory --scenario fresh"),
            api(0, false, Make::Quick, &["--memory", "--scenario", "fresh"])
        );
        assert_eq!(parse("build"), Some(Task::Build));
        assert_eq!(parse("test"), Some(Task::Test { full: false }));
        assert_eq!(parse("test --full"), Some(Task::Test { full: true }));
        assert_eq!(parse("bench"), Some(Task::Bench));
        let arguments = vec!["-g".to_owned(), "transfer".to_owned()];
        assert_eq!(parse("e2e -g transfer"), Some(Task::EndToEnd { make: Make::Release, arguments: arguments.clone() }));
        assert_eq!(parse("e2e --quick -g transfer"), Some(Task::EndToEnd { make: Make::Quick, arguments }));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "sevre",
            "serve --prot 1",
            "serve --port",
            "serve --port 70000",
            "serve 8080",
            "api --memory",
            "build --fast",
            "test --ful",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
