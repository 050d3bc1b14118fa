//! Carrying out a bulk run: one call after the other, each line exactly once, whatever interrupts it (R173).

use super::Client;
use super::error::{ApiError, Cause};
use crate::domain::eligibility::{self, Verdict};
use crate::domain::extension::NewExtension;
use crate::domain::ids::SubscriptionId;
use crate::domain::refusal::RefusalCode;
use crate::domain::run::{Deed, Line, Outcome, Run};
use crate::domain::transfer::{Decision, NewTransfer, Transfer};

/// Who watches a run: says whether it may go on, and keeps what came of each line.
pub trait Watch {
    /// Whether the next line may begin. Asked before each.
    fn may_go_on(&self) -> bool;
    /// Line `place` is different now: to be kept before anything else happens.
    fn note(&self, run: &Run, place: usize);
}

impl Client {
    /// Goes on with `run` until every line has an outcome, or `watch` stops it. A line that was sent before, and whose answer never
    /// came, is sent again with the same MS-RequestId; where its answer came but was not kept, what it made is found.
    ///
    /// # Errors
    /// What stops every other line as well: an unreachable service, an ended session, too many requests. The line has its turn again
    /// when the run goes on. A refusal of one line is its outcome, no error.
    pub async fn carry_on(&self, run: &mut Run, watch: &dyn Watch) -> Result<(), ApiError> {
        while let Some(place) = run.next() {
            if !watch.may_go_on() {
                return Ok(());
            }
            let was_sent = run.lines[place].outcome == Outcome::Begun;
            run.lines[place].outcome = Outcome::Begun;
            watch.note(run, place);
            let outcome = match self.take(run, &run.lines[place], was_sent).await {
                Ok(outcome) => outcome,
                Err(error) if error.outcome_unknown() => return Err(error),
                Err(error) if stops_all(&error) => {
                    // It was not carried out: its turn comes again.
                    run.lines[place].outcome = if was_sent { Outcome::Begun } else { Outcome::Waiting };
                    watch.note(run, place);
                    return Err(error);
                }
                Err(error) => Outcome::Failed(code_of(&error)),
            };
            run.lines[place].outcome = outcome;
            watch.note(run, place);
        }
        Ok(())
    }

    /// Says what would come of a line, by reading alone: that it can be done, why it is refused, or that the service does not name
    /// what it is about.
    ///
    /// # Errors
    /// A refusal of the service; else as [`Client::send`].
    pub async fn rehearse(&self, run: &Run, line: &Line) -> Result<Verdict, ApiError> {
        match &line.deed {
            Deed::Extend(_) => self.preview_extension(&line.customer, &run.provider).await.map(|_| Verdict::Eligible),
            Deed::Request(wanted) => {
                let answers = self.transfer_eligibility(&line.customer).await?;
                let is_eligible = |id: &SubscriptionId| answers.iter().any(|it| it.subscription == *id && it.eligible);
                if wanted.iter().all(is_eligible) {
                    return Ok(Verdict::Eligible);
                }
                let choices = eligibility::choices(&self.list_subscriptions(&line.customer).await?, &answers);
                let verdict = |id: &SubscriptionId| {
                    let choice = choices.into_iter().find(|choice| choice.base.id == *id);
                    choice.map_or(Verdict::Unlisted, |choice| choice.verdict)
                };
                Ok(wanted.iter().find(|id| !is_eligible(id)).map_or(Verdict::Eligible, verdict))
            }
            Deed::Accept(id) => {
                let transfer = self.transfer(&line.customer, id).await?;
                Ok(match transfer.check(&run.own, Decision::Accept) {
                    Ok(()) => Verdict::Eligible,
                    Err(why) => Verdict::Refused(why, None),
                })
            }
        }
    }

    /// Does what one line asks.
    async fn take(&self, run: &Run, line: &Line, was_sent: bool) -> Result<Outcome, ApiError> {
        let done = match &line.deed {
            Deed::Extend(confirmed_on) => {
                let new = NewExtension {
                    partner: run.own.clone(),
                    provider: run.provider.clone(),
                    confirmed: true,
                    confirmed_on: *confirmed_on,
                    note: String::new(),
                };
                self.extend_relationship(&line.customer, &new).await.map(drop)
            }
            Deed::Request(subscriptions) => {
                let new = NewTransfer {
                    source: run.own.clone(),
                    target: run.provider.clone(),
                    subscriptions: subscriptions.clone(),
                    partner_of_record: run.partner_of_record.clone(),
                };
                if was_sent && !self.awaits_create(&line.customer, &new) && self.made(run, line, &new).await? {
                    // Its answer came, and was lost before it was kept.
                    return Ok(Outcome::Done);
                }
                match self.create_once(&line.customer, &new).await {
                    Err(error) if error.is(RefusalCode::SubInTransfer) && self.holds(line, &new).await? => {
                        return Ok(Outcome::Already);
                    }
                    other => other.map(drop),
                }
            }
            Deed::Accept(id) => match self.accept_transfer(&line.customer, id).await {
                Err(error) if error.is(RefusalCode::TransferClosed) => {
                    let transfer = self.transfer(&line.customer, id).await?;
                    return if transfer.status.is_complete() { Ok(Outcome::Already) } else { Err(error) };
                }
                other => other.map(drop),
            },
        };
        match done {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => match &error.cause {
                Cause::Refused(refusal) if Run::is_already(&line.deed, refusal.code) => {
                    Ok(if was_sent { Outcome::Done } else { Outcome::Already })
                }
                _ => Err(error),
            },
        }
    }

    /// Says whether an earlier try of this run made the request, whatever became of it since.
    async fn made(&self, run: &Run, line: &Line, new: &NewTransfer) -> Result<bool, ApiError> {
        let all = self.list_transfers(&line.customer).await?;
        Ok(all.iter().any(|transfer| transfer.created >= Some(run.started) && carries(transfer, new)))
    }

    /// Says whether an open request holds all of it.
    async fn holds(&self, line: &Line, new: &NewTransfer) -> Result<bool, ApiError> {
        let all = self.list_transfers(&line.customer).await?;
        Ok(all.iter().any(|transfer| transfer.status.is_open() && carries(transfer, new)))
    }
}

/// Says whether `transfer` is what `new` asks for: the same parties and base subscriptions.
fn carries(transfer: &Transfer, new: &NewTransfer) -> bool {
    transfer.source == new.source
        && transfer.target.as_ref() == Some(&new.target)
        && new.subscriptions.iter().all(|id| transfer.lines.iter().any(|line| line.subscription == *id))
}

/// Says whether the next line would fare alike.
fn stops_all(error: &ApiError) -> bool {
    matches!(error.cause, Cause::SignedOut | Cause::MfaNeeded)
        || error.lacks_room()
        || [RefusalCode::ApiUnreachable, RefusalCode::RateLimited, RefusalCode::RoleRequired, RefusalCode::NotEnrolled]
            .into_iter()
            .any(|code| error.is(code))
}

/// What stands in the record of a line that failed: a code of ours, else the service's; never its text, which may name people.
fn code_of(error: &ApiError) -> String {
    match (&error.cause, error.trace.code) {
        (Cause::Refused(refusal), _) => refusal.code.word().to_owned(),
        (_, Some(code)) => code.to_string(),
        _ => format!("http-{}", error.trace.status),
    }
}
