//! Lays functions of a module that are alike beside each other: brotli says what it has just seen in fewer bits than what it saw long
//! ago. Nothing but their numbers changes.

use crate::shell::Outcome;
use crate::wasm::damaged;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row are looked for in other functions.
const RUN: usize = 5;
/// Runs that more functions than this have say nothing of likeness.
const COMMON: usize = 200;
/// Of how many runs that either has, in percent, both must have all the same to be alike.
const ALIKE: usize = 12;

/// The module `wasm` with its functions in an order of likeness.
///
/// # Errors
/// When it is damaged.
pub(crate) fn order(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let broken = |_| damaged();
    let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(broken)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += usize::from(matches!(import.map_err(broken)?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>().map_err(broken)?,
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = by_likeness(&types, &bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in order.iter().enumerate() {
        places[*function] = place;
    }
    let mut module = Module::new();
    let mut renumbering = Renumbering { imported, order, places };
    renumbering.parse_core_module(&mut module, Parser::new(0), wasm).map_err(|_| damaged())?;
    Ok(module.finish())
}

/// Gives the functions that a module has itself new numbers, after those that it takes from outside.
struct Renumbering {
    imported: usize,
    /// Which function stands at each place.
    order: Vec<usize>,
    /// At which place each function stands.
    places: Vec<usize>,
}

impl Reencode for Renumbering {
    type Error = Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32, Error<Infallible>> {
        let own = (number as usize).checked_sub(self.imported);
        let place = own.and_then(|own| self.places.get(own)).and_then(|place| u32::try_from(place + self.imported).ok());
        Ok(place.unwrap_or(number))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

/// Places of functions in `bodies`, so that each stands after the one that it is most like; where nothing that is left is like one, the
/// next comes by type and bytes.
fn by_likeness(types: &[u32], bodies: &[&[u8]]) -> Vec<usize> {
    let runs = runs(bodies);
    let mut having: Vec<Vec<usize>> = Vec::new();
    for (function, of_it) in runs.iter().enumerate() {
        for &run in of_it {
            if having.len() <= run {
                having.resize_with(run + 1, Vec::new);
            }
            having[run].push(function);
        }
    }
    let mut rest: Vec<usize> = (0..bodies.len()).collect();
    rest.sort_by_key(|&function| (types.get(function), bodies[function]));
    let mut rest = rest.into_iter();

    let mut is_placed = vec![false; bodies.len()];
    let mut shared = vec![0_usize; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = rest.next();
    while let Some(function) = next {
        is_placed[function] = true;
        order.push(function);
        let mut met = Vec::new();
        for &run in &runs[function] {
            if having[run].len() >= COMMON {
                continue;
            }
            for &other in having[run].iter().filter(|other| !is_placed[**other]) {
                if shared[other] == 0 {
                    met.push(other);
                }
                shared[other] += 1;
            }
        }
        // The share of what both have in what either has; of equals the first, so that every build comes out alike.
        let either = |other: usize| runs[function].len() + runs[other].len() - shared[other];
        let nearest = met.iter().copied().filter(|&other| shared[other] * 100 >= ALIKE * either(other)).min_by(|&one, &two| {
            let (of_one, of_two) = (shared[one] * either(two), shared[two] * either(one));
            of_two.cmp(&of_one).then(one.cmp(&two))
        });
        for other in met {
            shared[other] = 0;
        }
        next = nearest.or_else(|| rest.by_ref().find(|other| !is_placed[*other]));
    }
    order
}

/// The runs of bytes in each body, each once, by a number for each.
fn runs<'a>(bodies: &[&'a [u8]]) -> Vec<Vec<usize>> {
    let mut numbers: HashMap<&'a [u8], usize> = HashMap::new();
    let of = |body: &&'a [u8]| {
        let mut found: Vec<usize> = body
            .windows(RUN.min(body.len()).max(1))
            .map(|run| {
                let next = numbers.len();
                *numbers.entry(run).or_insert(next)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    bodies.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection, TableSection,
        TableType, TypeSection,
    };

    /// A module of one imported function and `constants.len()` own ones; each puts down its constant many times and calls the next.
    fn module(constants: &[i32]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let count = u32::try_from(constants.len()).expect("few");
        for (place, constant) in (0_u32..).zip(constants) {
            functions.function(0);
            let mut body = Function::new([]);
            for step in 0..20 {
                body.instructions().i32_const(*constant + step).drop();
            }
            body.instructions().call((place + 1) % count + 1).end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("last", ExportKind::Func, count);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions([count].as_slice().into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports).section(&elements);
        module.section(&code);
        module.finish()
    }

    /// Each function of a module as its first constant and the constant of the one it calls; and the constants of what is exported
    /// and what stands in the table.
    fn read(wasm: &[u8]) -> (Vec<(i32, i32)>, Vec<i32>) {
        let (mut own, mut named) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("valid") {
                Payload::CodeSectionEntry(body) => {
                    let (mut first, mut called) = (None, 0);
                    for operator in body.get_operators_reader().expect("valid") {
                        match operator.expect("valid") {
                            wasmparser::Operator::I32Const { value } => first = first.or(Some(value)),
                            wasmparser::Operator::Call { function_index } => called = function_index,
                            _ => {}
                        }
                    }
                    own.push((first.expect("a constant"), called));
                }
                Payload::ExportSection(section) => named.extend(section.into_iter().map(|it| it.expect("valid").index)),
                Payload::ElementSection(section) => {
                    for element in section {
                        if let wasmparser::ElementItems::Functions(items) = element.expect("valid").items {
                            named.extend(items.into_iter().map(|it| it.expect("valid")));
                        }
                    }
                }
                _ => {}
            }
        }
        let constant = |number: u32| own[number as usize - 1].0;
        (own.iter().map(|&(first, called)| (first, constant(called))).collect(), named.into_iter().map(constant).collect())
    }

    #[test]
    fn what_is_alike_stands_together_and_who_calls_whom_stays() {
        let constants = [1000, 5000, 1001, 5001, 1002];
        let before = read(&module(&constants));
        let after = read(&order(&module(&constants)).expect("whole"));
        let firsts: Vec<bool> = after.0.iter().map(|(first, _)| *first < 5000).collect();
        assert!(firsts == [true, true, true, false, false] || firsts == [false, false, true, true, true], "{after:?}");
        let sorted = |mut calls: Vec<(i32, i32)>| {
            calls.sort_unstable();
            calls
        };
        assert_eq!(sorted(after.0), sorted(before.0));
        assert_eq!(after.1, before.1, "what is exported, and what is called through the table");
    }

    #[test]
    fn every_function_keeps_exactly_one_place() {
        let bodies: [&[u8]; 6] = [b"", b"a", b"abcdefgh", b"abcdefgi", b"zzzzzzzzz", b"abcdefgh"];
        let mut order = by_likeness(&[0; 6], &bodies);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_damaged_module_is_refused() {
        let whole = module(&[1, 2]);
        assert!(order(&whole[..whole.len() - 3]).is_err());
    }
}
