//! The shape of an address, as a value: the router's own shapes are a type each, and bring their code along each time.

use std::borrow::Cow;

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

use crate::route;

/// The shape of an address below the base, such as `/customers/:customer/account`: words, and names of what stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address(pub(super) &'static str);

impl Address {
    fn parts(self) -> impl Iterator<Item = &'static str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }
}

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let mut rest = path.strip_prefix(route::base())?;
        let mut params = Vec::new();
        for part in self.parts() {
            let after = rest.strip_prefix('/')?;
            let (found, next) = after.split_at(after.find('/').unwrap_or(after.len()));
            match part.strip_prefix(':') {
                Some(_) if found.is_empty() => return None,
                Some(name) => params.push((Cow::Borrowed(name), found.to_owned())),
                None if found != part => return None,
                None => {}
            }
            rest = next;
        }
        Some(PartialPathMatch::new(rest, params, &path[..path.len() - rest.len()]))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.parts().map(|part| match part.strip_prefix(':') {
            Some(name) => PathSegment::Param(name.into()),
            None => PathSegment::Static(part.into()),
        }));
    }
}

/// The shape of an address, for the table of pages: `path!("/customers/:customer/account")`.
macro_rules! path {
    ($shape:literal) => {
        $crate::app::address::Address($shape)
    };
}
