// Renders the unit that runs the build script of a crate once, and the small script by which others read what it found.
import { CodedError } from '@flake-lattice/errors';
import type { RustParser } from '../syntax/rust-parser.js';
import { childOf, textOf } from '../syntax/syntax-node.js';
import { applyTextEdits } from './text-edits.js';

/** The value of `links`, by which Cargo hands what the script found to those that depend on it. */
export function linksName(libName: string): string {
  return `${libName}_build_unit`;
}

/**
 * The script as it is, started once more by itself so that its output can be read. What it found goes on as two lists,
 * each entry with all but letters, digits and `_` as `%hh`, so that no shell on the way takes it for more than a word.
 *
 * @throws CodedError BUILD_SCRIPT_UNKNOWN where the script has no `main`
 */
export function renderBuildScript(text: string, file: string, parse: RustParser): string {
  const main = parse(text).root.children.find((node) => {
    const name = childOf(node, 'name');
    return node.kind === 'function_item' && name !== undefined && textOf(text, name) === 'main';
  });
  const name = main && childOf(main, 'name');
  if (!name)
    throw new CodedError({
      code: 'BUILD_SCRIPT_UNKNOWN',
      message: `\`${file}\` has no function \`main\` of its own`,
      hint: 'write fn main() in that file, and call from it what is elsewhere',
      place: { file },
    });
  const renamed = applyTextEdits(text, 0, text.length, [
    { start: name.start, end: name.end, text: 'main_of_crate' },
  ]);
  return `${renamed.trimEnd()}\n${runner}`;
}

const runner = `
fn main() -> std::process::ExitCode {
    if std::env::var_os("FLAKE_LATTICE_BUILD_SCRIPT").is_some() {
        return std::process::Termination::report(main_of_crate());
    }
    let program = std::env::current_exe().expect("the build script has a path");
    let output = std::process::Command::new(program)
        .env("FLAKE_LATTICE_BUILD_SCRIPT", "1")
        .stderr(std::process::Stdio::inherit())
        .output()
        .expect("the build script starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    print!("{}", printed);
    for (list, kind) in [("cfgs", "rustc-cfg="), ("envs", "rustc-env=")].iter() {
        let mut found = String::new();
        for line in printed.lines() {
            let line = line.trim_start_matches("cargo:").trim_start_matches(':');
            if !line.starts_with(kind) {
                continue;
            }
            if !found.is_empty() {
                found.push(',');
            }
            for byte in line[kind.len()..].bytes() {
                if byte.is_ascii_alphanumeric() || byte == b'_' {
                    found.push(byte as char);
                } else {
                    found.push_str(&format!("%{:02x}", byte));
                }
            }
        }
        println!("cargo:{}={}", list, found);
    }
    println!("cargo:files={}", std::env::var("OUT_DIR").expect("Cargo sets OUT_DIR"));
    if output.status.success() {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}
`;

/** Of a unit whose code asks for what the build script found. */
export function renderFindingsScript(links: string): string {
  const prefix = `DEP_${links.toUpperCase()}`;
  return `fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for (variable, kind) in [("${prefix}_CFGS", "rustc-cfg"), ("${prefix}_ENVS", "rustc-env")].iter() {
        let list = std::env::var(variable).unwrap_or_default();
        for entry in list.split(',').filter(|entry| !entry.is_empty()) {
            println!("cargo:{}={}", kind, decode(entry));
        }
    }
    let from = std::env::var("${prefix}_FILES").unwrap_or_default();
    let to = std::env::var("OUT_DIR").expect("Cargo sets OUT_DIR");
    if let Ok(files) = std::fs::read_dir(from) {
        for file in files.flatten().filter(|file| file.path().is_file()) {
            let _ = std::fs::copy(file.path(), std::path::Path::new(&to).join(file.file_name()));
        }
    }
}

fn decode(entry: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = entry.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: String = rest.by_ref().take(2).map(char::from).collect();
        bytes.extend(u8::from_str_radix(&digits, 16));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
`;
}

const wellKnown = new Set(
  'feature test unix windows target_arch target_os target_env target_family target_feature target_pointer_width target_endian target_vendor target_has_atomic debug_assertions doc doctest panic miri proc_macro any all not true false overflow_checks'.split(
    ' ',
  ),
);

/** Whether code asks for a configuration, variable or file that the build script may have made. */
export function asksForFindings(code: string, script: string): boolean {
  for (const [, predicate = ''] of code.matchAll(
    /\bcfg(?:_attr)?!?\s*\(((?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*)\)/g,
  ))
    for (const [name] of predicate.replace(/"[^"]*"/g, '').matchAll(/[A-Za-z_]\w*/g))
      if (!wellKnown.has(name) && script.includes(name)) return true;
  for (const [, name = ''] of code.matchAll(/\b(?:option_)?env!\s*\(\s*"(\w+)"/g))
    if (name === 'OUT_DIR' || (!name.startsWith('CARGO_') && script.includes(name))) return true;
  return false;
}
