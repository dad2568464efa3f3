// Validates documents with the library that GitHub's upload action uses (npm `jsonschema`), as that action does; ends with 1 on any error.
//
//     node jsonschema.cjs TOOLS SCHEMA DOCUMENT…
const { readFileSync } = require("fs");
const [tools, schema, ...documents] = process.argv.slice(2);
const { Validator } = require(`${tools}/node_modules/jsonschema`);
const read = path => JSON.parse(readFileSync(path, "utf8"));
const broken = documents.flatMap(path => new Validator().validate(read(path), read(schema)).errors.map(error => `${path}: ${error.stack}`));
broken.forEach(error => console.error(error));
process.exit(broken.length === 0 ? 0 : 1);
