//! Running other programs, and the one kind of error this tool knows.

use std::env;
use std::ffi::OsStr;
use std::fmt::{self, Display, Formatter};
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What stopped a task and, where it is known, the command that helps.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    help: Option<String>,
}

/// A result whose error can be shown to a person.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure, told in one sentence without a full stop.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None }
    }

    /// Adds the command, or the step, that helps.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Display for Failure {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "error: {}", self.what)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(out, "\n help: {}", help.replace('\n', "\n       ")))
    }
}

/// Runs `command` with our own terminal and waits for it.
///
/// # Errors
/// When it cannot be started or does not end with success.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", line(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(ended(command, status)) }
}

/// Runs `command` and gives back what it wrote; nothing is shown.
///
/// # Errors
/// When it cannot be started or does not end with success; its own words are in the failure.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let Failure { what, help } = ended(command, output.status);
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure { what: format!("{what}: {}", said.trim()), help })
}

/// Runs `command`, shows what it writes to standard output line by line and keeps it.
///
/// # Errors
/// When it cannot be started. How it ended is part of the answer, not an error.
pub(crate) fn watch(command: &mut Command) -> Outcome<(ExitStatus, String)> {
    println!("$ {}", line(command));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let mut kept = String::new();
    if let Some(output) = child.stdout.take() {
        for bytes in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&bytes);
            println!("{text}");
            kept.push_str(&text);
            kept.push('\n');
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    Ok((status, kept))
}

/// Runs `command` and stops it when it takes longer than `limit`. Whether it succeeded.
pub(crate) fn succeeds_within(limit: Duration, command: &mut Command) -> bool {
    println!("$ {}", line(command));
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < limit => thread::sleep(Duration::from_millis(50)),
            _ => return stop(&mut child),
        }
    }
}

fn stop(child: &mut Child) -> bool {
    // Either it has just ended or it is ours to end; nothing to report beyond "no success".
    let _ended = child.kill().and_then(|()| child.wait());
    false
}

/// Says what is missing and how long it usually takes, then does it and says how long it took.
///
/// # Errors
/// Those of `work`.
pub(crate) fn announced<T>(what: &str, usual: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("\n{what}: missing, brought now; usually {usual}.");
    let started = Instant::now();
    let done = work()?;
    println!("{what}: done in {}.", duration(started.elapsed()));
    Ok(done)
}

/// The program of this name on PATH, as the system would find it.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    env::split_paths(&path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|file| is_executable(file))
}

/// Whether the file is there and may be run.
pub(crate) fn is_executable(file: &Path) -> bool {
    #[cfg(unix)]
    let runs = |data: &std::fs::Metadata| std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let runs = |_: &std::fs::Metadata| true;
    file.metadata().is_ok_and(|data| data.is_file() && runs(&data))
}

/// PATH with `folders` in front.
pub(crate) fn path_with(folders: &[PathBuf]) -> std::ffi::OsString {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&old));
    env::join_paths(all).unwrap_or(old)
}

/// A time as a person says it: `0.4 s`, `48 s`, `3 min 45 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy);
    words.collect::<Vec<_>>().join(" ")
}

fn ended(command: &Command, status: ExitStatus) -> Failure {
    Failure::new(format!("`{}` ended with {status}", line(command)))
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        ErrorKind::NotFound => Failure::new(format!("`{program}` is not installed or not on PATH")),
        _ => Failure::new(format!("`{program}` cannot be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_tells_what_and_what_helps() {
        let failure = Failure::new("Trunk is missing").help("cargo install trunk\nor another way");
        assert_eq!(failure.to_string(), "error: Trunk is missing\n help: cargo install trunk\n       or another way");
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!(duration(Duration::from_millis(420)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(48)), "48 s");
        assert_eq!(duration(Duration::from_secs(225)), "3 min 45 s");
    }

    #[test]
    fn a_program_is_found_only_where_it_can_be_run() {
        assert!(find_program("cargo").is_some());
        assert!(find_program("no-program-bears-this-name").is_none());
        assert!(!is_executable(Path::new(env!("CARGO_MANIFEST_DIR"))));
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let failure = run(&mut Command::new("no-program-bears-this-name")).expect_err("it cannot be started");
        assert!(failure.to_string().contains("`no-program-bears-this-name` is not installed"), "{failure}");
    }
}
