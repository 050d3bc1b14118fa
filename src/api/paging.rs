//! Lists that come page by page. Source: api/partner-center.md 1.5 (2026-11-21).

use super::Client;
use super::error::ApiError;
use super::http::Request;
use super::replies::{read, unreadable};
use crate::wire::json::Node;

/// How many rows are asked for at once; the service caps at 500.
pub(super) const PAGE_SIZE: u32 = 500;

/// More pages than a partner can have; a service that never ends its list is stopped here.
const MOST_PAGES: usize = 1_000;

/// What came of a page.
pub(super) struct Page {
    /// How many rows were read.
    pub(super) found: usize,
    /// Whether more are wanted.
    pub(super) goes_on: bool,
}

impl Client {
    /// Reads the pages of the list at `path`, the first by `first`, and hands each to `take`, which says what it found.
    /// Later pages are asked for by token alone, without size and filter.
    ///
    /// # Errors
    /// As [`Client::send`]; [`super::error::Cause::Unreadable`] for a page that is no list, or nothing of which can be read.
    pub(super) async fn each_page(
        &self,
        path: &[&str],
        first: Request,
        take: &mut dyn FnMut(Node<'_>) -> Page,
    ) -> Result<(), ApiError> {
        let mut request = first;
        let mut token: Option<(String, String)> = None;
        for _ in 0..MOST_PAGES {
            let reply = self.send(request).await?;
            let body = read(&reply)?;
            let page = Node::new(&body);
            let Page { found, goes_on } = take(page);
            if found == 0 && !page.is_empty_list() {
                return Err(unreadable(&reply));
            }
            let next = next_page(page).filter(|_| goes_on);
            // A token that repeats itself, or a page with nothing on it, would go round for ever.
            let Some((name, value)) = next.clone().filter(|_| found > 0 && next != token) else { break };
            request = Request::get(path).query("seekOperation", "Next").header(&name, &value);
            token = next;
        }
        Ok(())
    }
}

/// Header and value that ask for the next page: the body's `continuationToken`, else what `links.next.headers` prints.
fn next_page(page: Node<'_>) -> Option<(String, String)> {
    if let Some(token) = page.get("continuationToken").text() {
        return Some(("MS-ContinuationToken".to_owned(), token));
    }
    let headers = page.get("links").get("next").get("headers").list();
    headers.into_iter().find_map(|header| Some((header.get("key").text()?, header.get("value").text()?)))
}
