//! The examples at the end of each command's help. A test reads each of them as the command line would.

pub(super) const SCAN: &str = "\
Examples:
  asepsis scan                                  the current folder
  asepsis scan src test/patients.json           a folder and a file
  git show HEAD~3:db.sql | asepsis scan - --stdin-filename db.sql
  asepsis scan --staged                         what the next commit adds
  asepsis scan --diff origin/main               what this branch adds
  asepsis scan --history                        every version of every file
  asepsis scan --only phi,weak-hash             a family and a class of rules
  asepsis scan --only phi-store deploy/         encryption of the stores that hold patients' data
  asepsis scan --all --fail-on never            everything, and no failure
  asepsis scan -o sarif=a.sarif -o html=a.html  several reports of one scan";

pub(super) const EXPLAIN: &str = "\
Examples:
  asepsis explain us-ssn                        a rule
  asepsis explain weak-hash --format markdown   the rules of a class, as a page
  asepsis explain src/export.py:41              what decided on this line, and why nothing was found
  asepsis explain src/export.py:41:18 -f json   the same of one column, for programs";

pub(super) const RULES: &str = "\
Examples:
  asepsis rules list phi                        the rules of a family
  asepsis rules show us-ssn                     one of them
  asepsis rules test --rules house.toml         the examples of your own";

pub(super) const RULES_LIST: &str = "\
Examples:
  asepsis rules list                            all
  asepsis rules list phi \"aws-*\"                a family, and ids that begin alike
  asepsis rules list --json                     a JSON object a line";

pub(super) const RULES_SHOW: &str = "\
Examples:
  asepsis rules show us-ssn                     for people
  asepsis rules show us-ssn --format json       for programs";

pub(super) const RULES_TEST: &str = "\
Examples:
  asepsis rules test                            the examples of every rule
  asepsis rules test --rules house.toml         those of your own rules
  asepsis rules test us-ssn                     those of one rule";

pub(super) const BASELINE: &str = "\
Examples:
  asepsis baseline create --reason \"before asepsis\"
  asepsis baseline update                       accept what is new, drop what is fixed
  asepsis baseline show                         how much is accepted";

pub(super) const BASELINE_CREATE: &str = "\
Examples:
  asepsis baseline create --reason \"before asepsis\" --until 2027-03-31
  asepsis baseline create --import .secrets.baseline    only what detect-secrets accepts
  asepsis baseline create --min-severity high           only what is grave";

pub(super) const BASELINE_UPDATE: &str = "\
Examples:
  asepsis baseline update                       accept what is new, drop what is fixed
  asepsis baseline update --new-rules --reason \"new in 0.2\"    after an upgrade: only what new rules find
  asepsis baseline update --import .gitleaksignore      also what gitleaks accepts";

pub(super) const BASELINE_PRUNE: &str = "\
Examples:
  asepsis baseline prune                        drop what is fixed, accept nothing new";

pub(super) const BASELINE_SHOW: &str = "\
Examples:
  asepsis baseline show                         counts by rule, missing reasons, last days";

pub(super) const REPORT: &str = "\
Examples:
  asepsis report a.ndjson b.ndjson              what two shards found, for people
  asepsis report a.ndjson -o html=a.html        a page of an earlier run";

pub(super) const INIT: &str = "\
Examples:
  asepsis init                                  a configuration
  asepsis init --ci github --hook pre-commit    also a workflow and a hook
  asepsis init --editor vscode --dry-run        show what would be written";

pub(super) const CONFIG: &str = "\
Examples:
  asepsis config show                           what is in effect here
  asepsis config schema > asepsis.schema.json   for editors";

pub(super) const CONFIG_SHOW: &str = "\
Examples:
  asepsis config show                           what is in effect here
  asepsis config show services/billing          and there
  asepsis config show --fail-on high            with a flag";

pub(super) const CONFIG_SCHEMA: &str = "\
Examples:
  asepsis config schema > asepsis.schema.json   then name it in your editor's settings";

pub(super) const LSP: &str = "\
Examples:
  asepsis lsp                                   what an editor starts
  asepsis lsp --min-severity high               shows only what is grave";

pub(super) const COMPLETIONS: &str = "\
Examples:
  asepsis completions bash > asepsis.bash       then source it in ~/.bashrc
  asepsis completions fish > ~/.config/fish/completions/asepsis.fish
  asepsis completions zsh > _asepsis            into a folder of $fpath";

pub(super) const MAN: &str = "\
Examples:
  asepsis man > asepsis.1                       then read it with `man ./asepsis.1`";
