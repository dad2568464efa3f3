//! asepsis finds credentials, patients' identifiers and weak cryptography in files, offline, and never lets a value out.
//!
//! Read the modules in this order; each uses only those before it (`tests/it/architecture.rs` holds them to that):
//! what everything speaks about ([`text`], [`sensitive`], [`slip`], [`language`]), what files are packed in ([`notice`], [`budget`], [`archive`]), the
//! vocabulary ([`rule`], [`finding`], [`blob`]),
//! how a file is read ([`view`], [`mod@format`], [`code`], [`setting`]), what the tree and its people decide ([`link`], [`suppress`]), the scan
//! ([`scan`]) and its results ([`index`]), where files come from ([`source`]), what is written ([`report`]), and what joins them
//! ([`config`], [`run`], [`cli`]).

pub mod archive;
pub mod blob;
pub mod budget;
pub mod cli;
pub mod code;
pub mod config;
pub mod finding;
pub mod format;
pub mod index;
pub mod language;
pub mod link;
pub mod notice;
pub mod report;
pub mod rule;
pub mod run;
pub mod scan;
pub mod sensitive;
pub mod setting;
pub mod slip;
pub mod source;
pub mod suppress;
pub mod text;
pub mod view;
