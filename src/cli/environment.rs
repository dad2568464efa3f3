//! Variables of the environment that begin like ours and are none: a misspelt one would change nothing, in silence.
//!
//! Promises: names are shown, never what they hold.

use super::terminal::say;
use crate::slip::nearest;
use std::collections::BTreeSet;

/// What every variable of ours begins with.
const PREFIX: &str = "ASEPSIS_";

/// The one that stands for no flag, since it is secret.
const KEY: &str = "ASEPSIS_KEY";

/// Says which variables are none of ours, and what was perhaps meant.
pub(super) fn name_unknown(command: &clap::Command) {
    let known = known(command);
    let mut unknown: Vec<String> = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).collect();
    unknown.retain(|name| name.starts_with(PREFIX) && !known.contains(name));
    unknown.sort();
    for name in unknown {
        let hint = nearest(&name, known.iter().map(String::as_str)).map(|near| format!("; did you mean `{near}`?"));
        say(&format!("asepsis: the variable `{}` of the environment means nothing here{}", name.escape_debug(), hint.unwrap_or_default()));
    }
}

fn known(command: &clap::Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(|argument| argument.get_env()?.to_str().map(str::to_owned));
    own.chain(command.get_subcommands().flat_map(known)).chain([KEY.to_owned()]).collect()
}
