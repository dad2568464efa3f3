//! Source code and configuration, read just far enough: no syntax tree, never fails, bounded work a call.
//!
//! `assignment` reads the assignment around one name. `token`, `outline` and `value` read a whole file of code: its tokens, what
//! stands where (functions, branches, assignments, calls), and what an expression may be when it is reached. `context` says what the code around a place is about,
//! `mention` whether a name is used or only spoken of, `person` whether an expression hands on what identifies a patient.

pub mod assignment;
pub mod context;
pub mod mention;
mod nesting;
pub mod outline;
pub mod person;
pub mod token;
pub mod value;
