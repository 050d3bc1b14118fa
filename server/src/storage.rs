//! What survives: the seed of the simulation, the log of all that changed it, and who is signed in. Append-only but for the
//! sessions; every change is on disk before anybody is told of it.

use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, params};

use crossover::sim::Simulation;
use crossover::sim::persona::Persona;

/// The version of the tables. A file of another one is left alone.
const VERSION: i64 = 1;

/// Why the storage cannot be used.
#[derive(Debug)]
pub enum Fault {
    /// `SQLite` refused.
    Refused(rusqlite::Error),
    /// The file is of another version, or holds what this simulation did not write.
    Unreadable,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => write!(f, "the storage cannot be used: {error}"),
            Self::Unreadable => f.write_str("the storage is of another version, or damaged: name another file, or move this one"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error)
    }
}

/// The storage.
pub struct Storage {
    connection: Connection,
}

impl Storage {
    /// Opens `file`, or a storage that ends with the process.
    ///
    /// # Errors
    /// [`Fault`] where the file cannot be used.
    pub fn open(file: Option<&Path>) -> Result<Self, Fault> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        // A commit is on disk when it is done: `FULL` waits for the disk, the journal of writes ahead keeps half of one out.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            connection.execute_batch(&format!(
                "BEGIN;
                 CREATE TABLE seed (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT NOT NULL) STRICT;
                 CREATE TABLE log (number INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
                 CREATE TABLE session (secret TEXT PRIMARY KEY, persona TEXT NOT NULL, anti_forgery TEXT NOT NULL) STRICT;
                 PRAGMA user_version = {VERSION};
                 COMMIT;"
            ))?;
        } else if version != VERSION {
            return Err(Fault::Unreadable);
        }
        Ok(Self { connection })
    }

    /// The simulation as it was left; none in a new storage.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] for anything but what [`Self::begin`] and [`Self::append`] wrote.
    pub fn simulation(&self) -> Result<Option<Simulation>, Fault> {
        let seed: Option<String> = self.connection.query_row("SELECT text FROM seed", [], |row| row.get(0)).optional()?;
        let Some(seed) = seed else { return Ok(None) };
        let mut statement = self.connection.prepare("SELECT entry FROM log ORDER BY number")?;
        let entries = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Simulation::resume(&seed, &entries).map(Some).map_err(|_| Fault::Unreadable)
    }

    /// Begins anew with `simulation` as it is.
    ///
    /// # Errors
    /// [`Fault::Refused`], with everything as it was.
    pub fn begin(&mut self, simulation: &Simulation) -> Result<(), Fault> {
        let change = self.connection.transaction()?;
        change.execute("DELETE FROM log", [])?;
        change.execute("INSERT OR REPLACE INTO seed (only, text) VALUES (1, ?1)", params![simulation.seed()])?;
        for (number, entry) in simulation.entries_from(0).iter().enumerate() {
            insert(&change, number, entry)?;
        }
        Ok(change.commit()?)
    }

    /// Appends what happened to `simulation` from `revision` on: all of it, or nothing.
    ///
    /// # Errors
    /// [`Fault::Refused`], with everything as it was.
    pub fn append(&mut self, simulation: &Simulation, revision: usize) -> Result<(), Fault> {
        let change = self.connection.transaction()?;
        for (number, entry) in simulation.entries_from(revision).iter().enumerate() {
            insert(&change, revision + number, entry)?;
        }
        Ok(change.commit()?)
    }

    /// Everybody who is signed in: digest of the secret, persona, anti-forgery token.
    ///
    /// # Errors
    /// [`Fault::Refused`].
    pub fn sessions(&self) -> Result<Vec<(String, Persona, String)>, Fault> {
        let mut statement = self.connection.prepare("SELECT secret, persona, anti_forgery FROM session")?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().filter_map(|(secret, word, token)| Some((secret, Persona::parse(&word)?, token))).collect())
    }

    /// Keeps a session.
    ///
    /// # Errors
    /// [`Fault::Refused`].
    pub fn keep_session(&self, secret: &str, persona: Persona, anti_forgery: &str) -> Result<(), Fault> {
        let words = params![secret, persona.word(), anti_forgery];
        self.connection.execute("INSERT INTO session (secret, persona, anti_forgery) VALUES (?1, ?2, ?3)", words)?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`Fault::Refused`].
    pub fn end_session(&self, secret: &str) -> Result<(), Fault> {
        self.connection.execute("DELETE FROM session WHERE secret = ?1", params![secret])?;
        Ok(())
    }
}

fn insert(change: &rusqlite::Transaction<'_>, number: usize, entry: &str) -> Result<(), Fault> {
    let number = i64::try_from(number).map_err(|_| Fault::Unreadable)?;
    change.prepare_cached("INSERT INTO log (number, entry) VALUES (?1, ?2)")?.execute(params![number, entry])?;
    Ok(())
}
