//! Which rows of a long list are drawn: those that are seen, some around them, and the one that holds the focus. Heights are in
//! pixels of the screen; a row that was never drawn counts as high as the others are on average.

/// The heights of all rows, as far as they are known.
#[derive(Debug, Clone)]
pub struct Heights {
    usual: f64,
    /// What a row is higher than usual, as a Fenwick tree: sums over a hundred thousand rows in some seventeen steps.
    tree: Vec<f64>,
    known: Vec<Option<f64>>,
}

impl Heights {
    /// `count` rows, none of them measured.
    pub fn new(count: usize, usual: f64) -> Self {
        Self { usual, tree: vec![0.0; count + 1], known: vec![None; count] }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// The same for a list of `count` rows, of which those count as measured that are the `same` as before.
    #[must_use]
    pub fn carried(&self, count: usize, same: impl Fn(usize) -> bool) -> Self {
        let mut new = Self::new(count, self.usual);
        for (place, height) in self.known.iter().enumerate().take(count) {
            if let Some(height) = height.filter(|_| same(place)) {
                new.set(place, height);
            }
        }
        new
    }

    /// Takes measured heights. The first ones tell how high a row usually is.
    pub fn take(&mut self, measured: &[(usize, f64)]) {
        if self.known.iter().all(Option::is_none) && !measured.is_empty() {
            let sum: f64 = measured.iter().map(|(_, height)| height).sum();
            *self = Self::new(self.count(), sum / rows(measured.len()));
        }
        for (place, height) in measured {
            self.set(*place, *height);
        }
    }

    /// Row `place` was measured.
    pub fn set(&mut self, place: usize, height: f64) {
        let Some(known) = self.known.get_mut(place) else { return };
        let difference = height - known.unwrap_or(self.usual);
        *known = Some(height);
        let mut at = place + 1;
        while at < self.tree.len() {
            self.tree[at] += difference;
            at += at & at.wrapping_neg();
        }
    }

    /// Where row `place` begins, from the top of the list; the height of all for the one past the last.
    pub fn top(&self, place: usize) -> f64 {
        let place = place.min(self.count());
        let mut sum = rows(place) * self.usual;
        let mut at = place;
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        sum
    }

    /// The row at `offset` from the top of the list; the last one below its end. 0 for an empty list.
    pub fn at(&self, offset: f64) -> usize {
        let mut place = 0;
        let mut left = offset;
        let mut step = self.tree.len().next_power_of_two() / 2;
        while step > 0 {
            let next = place + step;
            if next < self.tree.len() {
                let height = rows(step) * self.usual + self.tree[next];
                if height <= left {
                    place = next;
                    left -= height;
                }
            }
            step /= 2;
        }
        place.min(self.count().saturating_sub(1))
    }
}

#[expect(clippy::cast_precision_loss, reason = "lists are far shorter than 2^53 rows")]
const fn rows(count: usize) -> f64 {
    count as f64
}

/// What stands in the list, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// Room for rows that are not drawn, this high.
    Gap(f64),
    /// The row at this place.
    Row(usize),
}

/// Rows are drawn in groups of so many, so that scrolling by a little changes nothing.
const GROUP: usize = 8;

/// What is drawn when `from` to `to`, from the top of the list, is to be seen, with row `held` wherever it is.
pub fn parts(heights: &Heights, from: f64, to: f64, held: Option<usize>) -> Vec<Part> {
    let count = heights.count();
    if count == 0 {
        return Vec::new();
    }
    let first = heights.at(from.max(0.0)) / GROUP * GROUP;
    let last = (heights.at(to.max(0.0)) / GROUP * GROUP + GROUP).min(count);
    let held = held.filter(|place| *place < count && !(first..last).contains(place));
    let mut parts = Vec::new();
    let mut next = 0;
    let mut draw = |range: std::ops::Range<usize>| {
        if range.start > next {
            parts.push(Part::Gap(heights.top(range.start) - heights.top(next)));
        }
        next = range.end;
        parts.extend(range.map(Part::Row));
    };
    match held {
        Some(place) if place < first => {
            draw(place..place + 1);
            draw(first..last);
        }
        Some(place) => {
            draw(first..last);
            draw(place..place + 1);
        }
        None => draw(first..last),
    }
    if next < count {
        parts.push(Part::Gap(heights.top(count) - heights.top(next)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_add_up_whatever_was_measured() {
        let mut heights = Heights::new(1_000, 50.0);
        let mut plain = vec![50.0; 1_000];
        for (place, height) in [(0, 80.0), (999, 10.0), (511, 300.0), (512, 20.5), (0, 60.0), (7, 50.0)] {
            heights.set(place, height);
            plain[place] = height;
        }
        heights.set(1_000, 5.0);
        let mut top = 0.0;
        for (place, height) in plain.iter().enumerate() {
            assert!((heights.top(place) - top).abs() < 1e-6, "row {place}");
            assert_eq!(heights.at(top), place);
            assert_eq!(heights.at(top + height - 0.1), place);
            top += height;
        }
        assert!((heights.top(1_000) - top).abs() < 1e-6 && (heights.top(5_000) - top).abs() < 1e-6);
        assert_eq!((heights.at(top + 1_000.0), heights.at(-3.0)), (999, 0));
        assert_eq!(Heights::new(0, 50.0).at(10.0), 0);
    }

    // R71
    #[test]
    fn few_rows_of_a_hundred_thousand_are_drawn_and_their_places_add_up() {
        let heights = Heights::new(100_000, 64.0);
        for (from, to, held) in
            [(0.0, 900.0, None), (3_000_000.0, 3_000_900.0, Some(2)), (6_399_000.0, 9e9, Some(50)), (-5.0, 10.0, Some(99_999))]
        {
            let parts = parts(&heights, from, to, held);
            let rows: Vec<usize> =
                parts.iter().filter_map(|part| if let Part::Row(place) = part { Some(*place) } else { None }).collect();
            assert!(rows.len() < 50 && rows.is_sorted(), "{rows:?}");
            assert!(held.is_none_or(|held| rows.contains(&held)));
            let all: f64 = parts.iter().map(|part| if let Part::Gap(height) = part { *height } else { 64.0 }).sum();
            assert!((all - 6_400_000.0).abs() < 1e-3, "{all}");
        }
        assert!(parts(&Heights::new(0, 64.0), 0.0, 900.0, None).is_empty());
        assert_eq!(parts(&Heights::new(2, 64.0), 0.0, 900.0, Some(5)), [Part::Row(0), Part::Row(1)]);
    }
}
