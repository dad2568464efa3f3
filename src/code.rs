//! Source code and configuration, read just far enough: no syntax tree, never fails, bounded work a call.

pub mod assignment;
