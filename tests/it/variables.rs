//! Settings that take their value from another file: the file that counts decides, and what nothing says is no finding.

use crate::common::Tree;

/// Files, and the places that are found in them.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let output = Tree::of(files).run(&["scan", "--only", "crypto", "-f", "ndjson"]);
    output
        .lines()
        .iter()
        .filter(|line| line["path"].is_string())
        .map(|line| format!("{}:{}", line["path"].as_str().expect("a path"), line["line"]))
        .collect()
}

const DATABASE: &str = "resource \"aws_db_instance\" \"records\" {\n  storage_encrypted = var.encrypted\n}\n";
const OFF: &str = "variable \"encrypted\" {\n  default = false\n}\n";
const ON: &str = "variable \"encrypted\" {\n  default = true\n}\n";
const BARE: &str = "variable \"encrypted\" {\n  type = bool\n}\n";

/// Every file beside `db/main.tf`, and whether the finding holds.
const TERRAFORM: &[(&[(&str, &str)], bool)] = &[
    (&[("db/variables.tf", OFF)], true),
    (&[("db/variables.tf", ON)], false),
    (&[("db/variables.tf", BARE)], false),
    (&[("other/variables.tf", OFF)], false),
    (&[("db/variables.tf", ON), ("db/terraform.tfvars", "encrypted = false\n")], true),
    (&[("db/variables.tf", OFF), ("db/terraform.tfvars", "encrypted = true\n")], false),
    (&[("db/variables.tf", BARE), ("db/prod.auto.tfvars", "encrypted = false\n")], true),
    (&[("db/terraform.tfvars", "encrypted = false\n"), ("db/prod.auto.tfvars", "encrypted = true\n")], false),
    (&[("db/variables.tf", OFF), ("db/envs/prod.tfvars", "encrypted = true\n")], false),
    (&[("db/variables.tf", ON), ("db/envs/test.tfvars", "encrypted = false\n")], true),
    (&[("db/variables.tf", OFF), ("elsewhere/terraform.tfvars", "encrypted = true\n")], true),
    (&[("db/variables.tf", ON), ("db/terraform.tfvars.json", "{\"encrypted\": false}\n")], true),
    (&[("db/variables.tf", OFF), ("main.tf", "module \"db\" {\n  source = \"./db\"\n  encrypted = true\n}\n")], false),
    (&[("db/variables.tf", ON), ("main.tf", "module \"db\" {\n  source = \"./db\"\n  encrypted = false\n}\n")], true),
    // A caller hands over what its own folder defines.
    (&[("db/variables.tf", OFF), ("live/main.tf", "module \"db\" {\n  source = \"../db\"\n  encrypted = var.on\n}\n")], false),
    (
        &[
            ("db/variables.tf", OFF),
            ("live/main.tf", "module \"db\" {\n  source = \"../db\"\n  encrypted = var.on\n}\n"),
            ("live/terraform.tfvars", "on = true\n"),
        ],
        false,
    ),
    (
        &[
            ("db/variables.tf", ON),
            ("live/main.tf", "module \"db\" {\n  source = \"../db\"\n  encrypted = local.on\n}\n"),
            ("live/locals.tf", "locals {\n  on = var.on\n}\nvariable \"on\" {\n  default = \"false\"\n}\n"),
        ],
        true,
    ),
];

#[test]
fn variables_of_terraform() {
    for (files, bad) in TERRAFORM {
        let all: Vec<(&str, &str)> = [("db/main.tf", DATABASE)].into_iter().chain(files.iter().copied()).collect();
        let expected = if *bad { vec!["db/main.tf:2".to_owned()] } else { Vec::new() };
        let found: Vec<String> = found(&all).into_iter().filter(|place| place.starts_with("db/main.tf")).collect();
        assert_eq!(found, expected, "{files:?}");
    }
}

#[test]
fn locals_that_go_round_end() {
    let round = "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_db_instance\" \"records\" {\n  storage_encrypted = local.a\n}\n";
    assert!(found(&[("main.tf", round)]).is_empty());
}

#[test]
fn a_variable_for_two_rules_is_one_finding() {
    let listener = "resource \"aws_lb_listener\" \"web\" {\n  protocol   = \"HTTPS\"\n  ssl_policy = var.policy\n}\n";
    let variable = "variable \"policy\" {\n  default = \"ELBSecurityPolicy-2016-08\"\n}\n";
    assert_eq!(found(&[("main.tf", listener), ("variables.tf", variable)]), ["main.tf:3"]);
}

const INGRESS: &str = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n";

const DESTINATION: &str = "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata:\n  name: fhir\nspec:\n  host: fhir\n  trafficPolicy:\n    tls:\n      mode: {{ .Values.mesh.tlsMode }}\n";

#[test]
fn values_of_helm() {
    let template = ("chart/templates/mesh.yaml", DESTINATION);
    let place = "chart/templates/mesh.yaml:9";
    let values = |mode: &str| format!("mesh:\n  tlsMode: {mode}\n");
    assert_eq!(found(&[template, ("chart/values.yaml", &values("DISABLE"))]), [place]);
    assert!(found(&[template, ("chart/values.yaml", &values("ISTIO_MUTUAL"))]).is_empty());
    assert!(found(&[template, ("chart/Chart.yaml", INGRESS)]).is_empty());
    assert!(found(&[template, ("other/values.yaml", &values("DISABLE"))]).is_empty());
    assert_eq!(found(&[template, ("chart/values.yaml", &values("SIMPLE")), ("chart/values-test.yaml", &values("DISABLE"))]), [place]);
    let with_default = DESTINATION.replace("tlsMode }}", "tlsMode | default \"DISABLE\" | quote }}");
    assert_eq!(found(&[("chart/templates/mesh.yaml", &with_default)]).len(), 1);
    assert!(found(&[("chart/templates/mesh.yaml", &with_default), ("chart/values.yaml", &values("SIMPLE"))]).is_empty());
}

#[test]
fn variables_of_ansible() {
    let task =
        ("roles/get/tasks/main.yml", "- name: Fetch\n  get_url:\n    url: https://example.com/a\n    validate_certs: \"{{ check }}\"\n");
    let place = "roles/get/tasks/main.yml:4";
    assert_eq!(found(&[task, ("roles/get/defaults/main.yml", "check: false\n")]), [place]);
    assert_eq!(found(&[task, ("group_vars/all.yml", "check: no\n")]), [place]);
    assert_eq!(found(&[task, ("inventories/prod/group_vars/all.yml", "check: no\n")]), [place]);
    assert!(found(&[task, ("roles/get/defaults/main.yml", "check: false\n"), ("group_vars/all.yml", "check: yes\n")]).is_empty());
    assert!(found(&[task, ("roles/other/defaults/main.yml", "check: false\n")]).is_empty());
    assert!(found(&[task]).is_empty());
    let nginx = ("roles/web/templates/nginx.conf.j2", "server {\n  listen 443 ssl;\n  ssl_protocols {{ protocols }};\n}\n");
    assert_eq!(found(&[nginx, ("roles/web/defaults/main.yml", "protocols: TLSv1 TLSv1.2\n")]), ["roles/web/templates/nginx.conf.j2:3"]);
    assert!(found(&[nginx, ("roles/web/defaults/main.yml", "protocols: TLSv1.2 TLSv1.3\n")]).is_empty());
}

#[test]
fn a_value_outside_the_vocabulary_stays_where_it_is() {
    let files = [
        ("main.tf", "resource \"aws_lb_listener\" \"web\" {\n  protocol   = \"HTTPS\"\n  ssl_policy = var.policy\n}\n"),
        ("terraform.tfvars", "policy = \"hunter2-ELBSecurityPolicy-2016-08\"\n"),
    ];
    let output = Tree::of(&files).run(&["scan", "--all", "--only", "crypto", "-f", "ndjson"]);
    assert!(!output.stdout.contains("hunter2"));
}

#[test]
fn the_environment_of_compose() {
    let service = "services:\n  orthanc:\n    image: orthanc\n    environment:\n      ORTHANC__SSL_ENABLED: ${TLS:-false}\n";
    let compose = ("docker-compose.yml", service);
    let place = "docker-compose.yml:5";
    assert_eq!(found(&[compose]), [place]);
    assert!(found(&[compose, (".env", "TLS=true\n")]).is_empty());
    assert_eq!(found(&[compose, ("other/.env", "TLS=true\n")]), [place]);
    let bare = service.replace(":-false", "");
    assert!(found(&[("docker-compose.yml", &bare)]).is_empty());
    assert_eq!(found(&[("docker-compose.yml", &bare), (".env", "TLS=false\n")]), [place]);
}
