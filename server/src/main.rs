//! Starts the reference API; see [`crossover_server::options::HELP`].
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks on its terminal")]

use std::env;
use std::process::ExitCode;

use crossover_server::Server;
use crossover_server::options::{HELP, Options};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}\ncrossover-server --help lists what can be asked for");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Result<(), String> {
    let server = Server::bind(Options::parse(arguments)?).await.map_err(|error| error.to_string())?;
    // Whoever started it on a free port learns the port from this line.
    println!("listening on http://{}", server.address());
    server.serve().await.map_err(|error| error.to_string())
}
