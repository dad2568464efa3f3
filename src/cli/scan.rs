//! `asepsis scan`: from what was typed to reports and an exit code.

use super::output::Outputs;
use super::project::{Project, read_config, relative_to_here};
use super::statistics::{self, Clock};
use super::trust::Trust;
use super::zones::{self, Watched, Within, Without, Zones};
use super::{Exit, FailWord, RuleArgs, ScanArgs, origin, terminal, what};
use crate::blob::Blob;
use crate::config::Config;
use crate::finding::Finding;
use crate::notice::Notice;
use crate::report::{Origin, Report, RunInfo};
use crate::rule::{Confidence, RuleSet, Severity};
use crate::run::{self, Limits, Outcome, Thresholds, Trusted};
use crate::scan::{Floor, Options, Scanned, Scanner};
use crate::source::Source;
use crate::source::cache::Cache;
use crate::source::shown;
use crate::suppress::baseline::Baseline;
use crate::suppress::judge::Suppression;
use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// The baseline's name where nobody gives another.
pub(super) const BASELINE_NAME: &str = ".asepsis-baseline.ndjson";

/// Frameworks whose controls are named where nobody says.
pub(super) const DEFAULT_CONTROLS: [&str; 3] = ["hipaa", "nist-800-53", "gdpr"];

/// Levels of archives that are unfolded where nobody says.
pub(super) const ARCHIVES: u32 = 2;

/// Takes findings as they are found.
pub(super) type Live<'l> = &'l mut dyn FnMut(&[Finding]);

/// Everything that was meant, ready to run.
pub(super) struct Plan {
    pub(super) project: Project,
    pub(super) config: Config,
    pub(super) rules: RuleSet,
    pub(super) thresholds: Thresholds,
    pub(super) fail_on: Option<Severity>,
    pub(super) baseline_file: PathBuf,
    /// The user gave its name, so that it should be there.
    baseline_is_named: bool,
    pub(super) baseline: Option<Baseline>,
    pub(super) today: Option<jiff::civil::Date>,
    pub(super) trust: Trust,
}

pub(super) fn scan(args: &ScanArgs) -> anyhow::Result<Exit> {
    let mut clock = Clock::start();
    let args = &what::with_pushed(args.clone())?;
    // The process ends with it: what it holds is given back at once.
    let (mut plan, mut others) = (ManuallyDrop::new(Plan::of(args)?), Vec::new());
    if plan.baseline_is_named && plan.baseline.is_none() {
        bail!("cannot read the baseline `{}`: there is no such file (`asepsis baseline create` makes it)", shown(&plan.baseline_file));
    }
    let outputs = Outputs::open(&args.output)?;
    let skip = outputs.paths().map(Path::to_owned).collect::<Vec<_>>();
    let is_live = outputs.is_live() && what::is_stdin(args);
    clock.stage("prepare");
    let outcome = ManuallyDrop::new(if is_live {
        let info = plan.info(args, &Outcome::default());
        let report = Report { rules: &plan.rules, findings: &[], suppressed: &[], notices: &[], run: &info };
        plan.run(args, &skip, plan.thresholds, Some(&mut |findings| terminal::print_findings(&report, findings)))?
    } else {
        plan.run_all(args, &skip, &mut others)?
    });
    clock.stage("scan");
    let fail_on_within = others.iter().flat_map(|within| within.floors(&plan)).collect();
    let mut info = RunInfo { config_digest: zoned_digest(&plan, &others), fail_on_within, ..plan.info(args, &outcome) };
    if outputs.has("sarif") {
        info.origin = origin::of(&plan);
        // That of a project within counts too.
        info.origin.has_baseline |= outcome.judged.in_baseline > 0;
    }
    // What is on in a project within may be off outside: reports list it.
    outcome.findings.iter().chain(&outcome.suppressed).for_each(|finding| plan.rules.enable(finding.rule, true));
    let report =
        Report { rules: &plan.rules, findings: &outcome.findings, suppressed: &outcome.suppressed, notices: &outcome.notices, run: &info };
    let exit = exit_of(args, &report, &outcome);
    outputs.write(&report, is_live)?;
    clock.stage("reports");
    if args.run.statistics {
        terminal::say(&statistics::statistics(&plan.rules, &outcome, &clock));
    }
    if outcome.files == 0 && !what::may_be_empty(args) && outcome.notices.is_empty() {
        terminal::say("asepsis: nothing to scan: no file was found (ignore files are respected; --no-ignore reads what they hide)");
    }
    Ok(exit)
}

/// The digest of the configuration in effect, or of all of them.
fn zoned_digest(plan: &Plan, others: &[Within]) -> String {
    let own = plan.config.digest();
    if others.is_empty() {
        return own;
    }
    let all: Vec<&str> = std::iter::once(own.as_str()).chain(others.iter().map(|within| within.digest.as_str())).collect();
    crate::sensitive::hex(&Sha256::digest(all.join(" ").as_bytes()))
}

fn exit_of(args: &ScanArgs, report: &Report<'_>, outcome: &Outcome) -> Exit {
    // An empty change is a clean one.
    let is_empty = outcome.files == 0 && !what::may_be_empty(args);
    let is_incomplete = is_empty || (args.run.strict && report.notices.iter().any(|notice| notice.kind.incomplete()));
    if report.internal_error() {
        Exit::Internal
    } else if report.failing() > 0 {
        Exit::Findings
    } else if is_incomplete {
        Exit::Incomplete
    } else {
        Exit::Clean
    }
}

/// The rules with the words of the house.
fn adopt(rules: RuleSet, config: &Config) -> anyhow::Result<RuleSet> {
    if config.house.is_empty() {
        return Ok(rules);
    }
    rules.adopt(&config.house).map_err(|message| anyhow::anyhow!("the words of the house cannot be used: {message}"))
}

impl Plan {
    /// Reads configuration, rules and baseline: flags win over the environment (clap sees to that), that over the configuration.
    pub(super) fn of(args: &ScanArgs) -> anyhow::Result<Self> {
        let paths = what::paths(args)?;
        let trust = Trust::of(args, &paths)?;
        let mut project = Project::of(&paths, what::may_be_gone(args), !what::may_have_zones(args), &trust)?;
        if paths.is_empty() && args.what.files_from.is_some() {
            project.roots.clear(); // An empty list is nothing, not everything.
        }
        let config_file = args.run.config.clone().or_else(|| project.config_file.clone()).filter(|_| !args.run.no_config);
        let config = config_file.as_deref().map(|file| read_config(file, &trust)).transpose()?.unwrap_or_default();
        let mut rules = load_rules(args.rules.rules_file.as_deref(), &trust)?;
        config.check(&rules).map_err(|error| {
            terminal::say(&error.to_string());
            anyhow::anyhow!("the configuration is not valid")
        })?;
        rules = adopt(rules, &config)?;
        apply(&mut rules, &config, &args.rules)?;
        what::narrow(&mut rules, args);
        let all = args.thresholds.all;
        let floor = |flag: Option<Severity>, config: Option<Severity>| {
            if all { Severity::Low } else { flag.or(config).unwrap_or(Severity::Medium) }
        };
        let confidence = args.thresholds.min_confidence.map(Confidence::from).or(config.min_confidence).unwrap_or(Confidence::Medium);
        let thresholds = Thresholds {
            severity: floor(args.thresholds.min_severity.map(Severity::from), config.min_severity),
            confidence: if all { Confidence::Low } else { confidence },
            all,
        };
        let fail_on = fail_on(args.thresholds.fail_on, &config);
        let named = args.suppress.baseline.clone().or_else(|| config.baseline.as_ref().map(|name| project.folder.join(name)));
        let baseline_is_named = named.is_some();
        let baseline_file = named.unwrap_or_else(|| project.folder.join(BASELINE_NAME));
        let baseline = read_baseline(&baseline_file, &trust)?;
        let today = today(args.run.today);
        Ok(Self { project, config, rules, thresholds, fail_on, baseline_file, baseline_is_named, baseline, today, trust })
    }

    /// Scans and judges, folders with a configuration of their own by that; `within` takes what their configurations say.
    fn run_all(&self, args: &ScanArgs, skip: &[PathBuf], within: &mut Vec<Within>) -> anyhow::Result<Outcome> {
        let (mut outcome, zones) = self.run_zoned(args, skip, self.thresholds, None)?;
        let others = self.project.others.iter().map(|path| ScanArgs { paths: vec![path.clone()], ..args.clone() });
        let zoned = zones.iter().map(|zone| zones::args(self, args, zone));
        // No path would be all of them.
        for args in zoned.filter(|args| !args.paths.is_empty()).chain(others) {
            let plan = Self::of(&args)?;
            within.push(Within::of(&plan));
            let found = plan.run_all(&args, skip, within)?;
            zones::absorb(&mut outcome, self, &plan, found);
        }
        Ok(outcome)
    }

    /// Scans and judges the project, without folders that have a configuration of their own.
    ///
    /// With `live`, findings on standard input are handed out as they are found.
    pub(super) fn run(&self, args: &ScanArgs, skip: &[PathBuf], thresholds: Thresholds, live: Option<Live<'_>>) -> anyhow::Result<Outcome> {
        self.run_zoned(args, skip, thresholds, live).map(|(outcome, _)| outcome)
    }

    /// The same, and those folders.
    pub(super) fn run_zoned(
        &self,
        args: &ScanArgs,
        skip: &[PathBuf],
        thresholds: Thresholds,
        live: Option<Live<'_>>,
    ) -> anyhow::Result<(Outcome, Vec<String>)> {
        let mut zones = Vec::new();
        let digest_key = key().or_else(|| what::has_versions(args).then(what::passing_key));
        let scanner = Scanner::new(&self.rules, Options { view: self.view(args, thresholds), ..self.options(digest_key) });
        let baseline_shown = shown(&relative_to_here(&self.baseline_file));
        let suppression = self.suppression(args, &baseline_shown);
        let progress = terminal::Progress::new(!args.output.no_progress && !args.output.quiet);
        let cache = args.run.cache.as_deref().map(|folder| self.cache(args, folder));
        let trusted = |path: &str| self.before(path);
        let limits = Limits {
            max_size: args.what.max_size.or(self.config.max_size),
            archives: args.what.archives.or(self.config.archives).unwrap_or(ARCHIVES),
            keyed: key().is_some(),
            shard: args.run.shard,
            cache: cache.as_ref(),
            trusted: self.trust.base().map(|_| &trusted as Trusted<'_>),
            progress: &|| progress.file(),
        };
        let mut outcome = if what::is_stdin(args) {
            let name = what::stdin_name(args)?;
            let mut windows = what::windows(name.clone(), live.is_some());
            let mut nobody = |_: &[Finding]| {};
            let emit = live.unwrap_or(&mut nobody);
            run::stream::stream(&scanner, &name, &mut windows, &suppression, thresholds, &limits, emit)
        } else {
            let scan = |source: &dyn Source| run::run(&scanner, source, &suppression, thresholds, &limits);
            let zones_at = what::zones_at(args).filter(|_| what::may_have_zones(args));
            if let Some(revision) = &zones_at {
                zones = what::zones_of(self, args, revision)?;
            }
            let source = what::source(self, args, skip, &zones)?;
            if what::may_have_zones(args) && zones_at.is_none() {
                let watch = Zones::new(self, what::is_part(args) || self.project.roots.iter().any(|root| !root.path.is_dir()));
                let outcome = scan(&Watched { source: source.as_ref(), zones: &watch });
                zones = watch.into_found();
                if zones.is_empty() {
                    outcome
                } else {
                    let shown: Vec<String> = zones.iter().map(|zone| zones::shown(self, zone)).collect();
                    let source = what::source(self, args, skip, &[])?;
                    scan(&Without { source: source.as_ref(), zones: &zones, shown: &shown })
                }
            } else {
                scan(source.as_ref())
            }
        };
        if let Some(cache) = cache
            && let Err(error) = cache.save()
        {
            terminal::say(&format!("asepsis: the cache cannot be written: {error}"));
        }
        self.place_own_files(&mut outcome, &baseline_shown);
        if !self.is_whole_project(args) {
            // What was not scanned is not known to be fixed.
            outcome.judged.fixed = 0;
        }
        Ok((outcome, zones))
    }

    /// What a file of the project held at the trusted revision.
    fn before(&self, project_path: &str) -> Option<Vec<u8>> {
        let base = self.trust.base()?;
        base.read(&base.within(&self.project.folder.join(project_path))?)
    }

    /// Scans what a source holds as it stands, for an editor.
    pub(super) fn run_on(&self, args: &ScanArgs, source: &dyn Source) -> Outcome {
        let scanner = Scanner::new(&self.rules, self.options(key()));
        let baseline_shown = shown(&relative_to_here(&self.baseline_file));
        let limits =
            Limits { max_size: None, archives: 0, keyed: key().is_some(), shard: None, cache: None, trusted: None, progress: &|| {} };
        run::run(&scanner, source, &self.suppression(args, &baseline_shown), self.thresholds, &limits)
    }

    /// What the scan need only show. What is accepted finding by finding must be there finding by finding, and so must what a change may have
    /// touched.
    fn view(&self, args: &ScanArgs, thresholds: Thresholds) -> Option<Floor> {
        let singly = self.baseline.is_some() || !self.config.ignores.is_empty() || what::is_of_git(&args.what);
        let floor = Floor { severity: thresholds.severity, confidence: thresholds.confidence };
        (!thresholds.all && !singly).then_some(floor)
    }

    /// What configuration and environment say about the scan.
    fn options(&self, key: Option<Vec<u8>>) -> Options {
        let (reserved_as_real, synthetic_paths) = (self.config.reserved_as_real(), self.config.synthetic_paths());
        Options { key, reserved_as_real, synthetic_paths, ..Options::default() }
    }

    /// Scans one file and notes what became of each candidate.
    pub(super) fn trace(&self, path: &str, project_path: &str, bytes: &[u8]) -> Scanned {
        let options = Options { trace: true, ..self.options(key()) };
        Scanner::new(&self.rules, options).scan(&Blob { path, project_path, bytes })
    }

    fn suppression<'s>(&'s self, args: &ScanArgs, shown: &'s str) -> Suppression<'s> {
        Suppression {
            baseline: self.baseline.as_ref().map(|baseline| (shown, baseline)),
            ignores: &self.config.ignores,
            today: self.today,
            require_reason: self.config.require_reason,
            max_days: self.config.max_days,
            inline: !args.suppress.no_inline_ignores,
        }
    }

    /// What earlier runs with these rules and settings know.
    fn cache(&self, args: &ScanArgs, folder: &Path) -> Cache {
        let limits = (args.what.max_size.or(self.config.max_size), args.what.archives.or(self.config.archives), key().is_some());
        let key = format!("{} {} {} {limits:?}", env!("CARGO_PKG_VERSION"), self.rules.digest(), self.config.digest());
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let cache = Cache::open(folder, &key, now);
        if cache.was_damaged {
            terminal::say("asepsis: the cache was damaged and is not used");
        }
        cache
    }

    /// Whether all of the project is scanned, and with all rules.
    fn is_whole_project(&self, args: &ScanArgs) -> bool {
        let is_folder = self.project.roots.iter().all(|root| root.project_prefix.is_empty());
        is_folder && !what::is_part(args) && args.rules.only.is_empty() && args.rules.skip.is_empty()
    }

    /// Findings about the baseline and the configuration name them as seen from here; like all others they are to be named as seen from
    /// the scanned folder.
    fn place_own_files(&self, outcome: &mut Outcome, baseline: &str) {
        let prefix = &self.project.prefix;
        let config = self.project.config_file.as_deref().map(|file| shown(&relative_to_here(file)));
        for finding in outcome.findings.iter_mut().filter(|finding| finding.path == baseline || Some(&finding.path) == config.as_ref()) {
            finding.path = match finding.path.strip_prefix(prefix.as_str()) {
                Some(within) => within.to_owned(),
                None => format!("{}{}", "../".repeat(prefix.matches('/').count()), finding.path),
            };
        }
    }

    /// Frameworks by flag, else by configuration, else those that most users answer to.
    pub(super) fn controls(&self, args: &ScanArgs) -> Vec<String> {
        let chosen = if args.output.controls.is_empty() { &self.config.controls } else { &args.output.controls };
        if chosen.is_empty() { DEFAULT_CONTROLS.map(str::to_owned).to_vec() } else { chosen.clone() }
    }

    fn info(&self, args: &ScanArgs, outcome: &Outcome) -> RunInfo {
        RunInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules_digest: self.rules.digest(),
            config_digest: self.config.digest(),
            prefix: self.project.prefix.clone(),
            files: outcome.files,
            cached: outcome.cached,
            bytes: outcome.bytes,
            held_back: outcome.held_back,
            in_baseline: outcome.judged.in_baseline,
            fixed: outcome.judged.fixed,
            controls: self.controls(args),
            fail_on: self.fail_on,
            fail_on_within: Vec::new(),
            ignore_files: !args.what.no_ignore,
            keyed: key().is_some(),
            show_suppressed: args.suppress.show_suppressed,
            verbose: args.output.verbose,
            quiet: args.output.quiet,
            origin: Origin::default(),
        }
    }
}

/// The user's key for digests of values.
fn key() -> Option<Vec<u8>> {
    std::env::var("ASEPSIS_KEY").ok().filter(|key| !key.is_empty()).map(String::into_bytes)
}

/// The built-in rules, and the user's.
pub(super) fn load_rules(file: Option<&Path>, trust: &Trust) -> anyhow::Result<RuleSet> {
    let Some(file) = file else { return Ok(RuleSet::built_in()) };
    let text = trust.read_config(file).with_context(|| format!("cannot read the rules `{}`", shown(file)))?;
    RuleSet::with_user_rules(&text).map_err(|error| anyhow::anyhow!("{}:{}:{}: {error}", shown(file), error.line, error.column))
}

/// Switches rules on and off: the configuration first, then the flags.
fn apply(rules: &mut RuleSet, config: &Config, args: &RuleArgs) -> anyhow::Result<()> {
    for (key, setting) in config.settings(rules) {
        rules.enable(key, setting.is_some());
        if let Some(severity) = setting {
            rules.set_severity(key, severity);
        }
    }
    if args.pqc {
        rules.of_inventory("pqc").into_iter().for_each(|key| rules.enable(key, true));
    }
    if !args.only.is_empty() {
        // A word that speaks of nothing but an inventory asks for it.
        for word in &args.only {
            let keys = rules.select(word);
            if keys.iter().all(|key| rules.is_inventory(*key)) {
                keys.into_iter().for_each(|key| rules.enable(key, true));
            }
        }
        let only = select(rules, "--only", &args.only)?;
        let keys: Vec<_> = rules.iter().map(|(key, _)| key).collect();
        for key in keys {
            let stays = only.contains(&key) && rules.is_enabled(key);
            rules.enable(key, stays);
        }
    }
    for key in select(rules, "--skip", &args.skip)? {
        rules.enable(key, false);
    }
    Ok(())
}

/// The rules that the user's words speak of; a word that speaks of none is an error.
pub(super) fn select(rules: &RuleSet, flag: &str, words: &[String]) -> anyhow::Result<Vec<crate::rule::RuleKey>> {
    let mut keys = Vec::new();
    for word in words {
        let selected = rules.select(word);
        if selected.is_empty() {
            let hint = rules.suggest(word).map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
            bail!("{flag}: there is no rule, class, group or family `{word}`{hint}");
        }
        keys.extend(selected);
    }
    Ok(keys)
}

fn fail_on(flag: Option<FailWord>, config: &Config) -> Option<Severity> {
    match flag {
        Some(FailWord::Never) => None,
        Some(FailWord::Low) => Some(Severity::Low),
        Some(FailWord::Medium) => Some(Severity::Medium),
        Some(FailWord::High) => Some(Severity::High),
        Some(FailWord::Critical) => Some(Severity::Critical),
        None => config.fail_on.unwrap_or(Some(Severity::Low)),
    }
}

/// The baseline, if there is one. A folder that cannot be read hides its own; the walk says so.
fn read_baseline(file: &Path, trust: &Trust) -> anyhow::Result<Option<Baseline>> {
    if !trust.is_file(file) {
        return Ok(None);
    }
    let text = trust.read(file).with_context(|| format!("cannot read the baseline `{}`", shown(file)))?;
    let name = shown(&relative_to_here(file));
    let baseline = Baseline::parse(&text).map_err(|error| anyhow::anyhow!("{name}:{}: {}", error.line, error.message))?;
    Ok(Some(baseline))
}

/// `--today`, else `SOURCE_DATE_EPOCH`, else the clock, in UTC.
fn today(flag: Option<jiff::civil::Date>) -> Option<jiff::civil::Date> {
    let epoch = || std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| jiff::Timestamp::from_second(seconds.parse().ok()?).ok());
    flag.or_else(|| Some(epoch().unwrap_or_else(jiff::Timestamp::now).to_zoned(jiff::tz::TimeZone::UTC).date()))
}

/// Notices that say what a reader of a baseline should know.
pub(super) fn unscanned(notices: &[Notice]) -> usize {
    notices.iter().filter(|notice| notice.kind.incomplete()).count()
}
