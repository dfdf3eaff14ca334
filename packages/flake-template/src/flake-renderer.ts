// Renders many flakes: takes the plan of a node or of the hub, gives the text of its flake.nix; each template is read
// and compiled once.
import { type MarkedTable, withoutMarks } from '@flake-lattice/config-builder';
import type { TextPieces } from '@flake-lattice/generated-tree';
import type { DeclaredInputs } from '@flake-lattice/nix-text';
import { createCutTemplate, Rendered } from './cut-template.js';
import type { FlakePlan } from './plan-flake.js';
import type { HubPlan } from './plan-hub.js';
import { inputsData } from './plan-inputs.js';
import type { NodeFlakePlan } from './plan-node-flake.js';
import type { RustFlakePlan } from './plan-rust-flake.js';
import { builtInTemplates, facadeTemplate, hubTemplate, unitTemplate, withHeader } from './render-flake.js';
import { type Origin, renderHeader } from './render-header.js';
import { renderInputs } from './render-inputs.js';
import { createSectionsRenderer } from './render-sections.js';
import { createTemplateRenderer } from './render-template.js';
import { templateData } from './template-data.js';

export interface FlakeRenderer {
  /** The pieces at even places are those of the template. @throws CodedError TEMPLATE_…, and VALUE_NOT_NIX, with the template's line where it is the user's own */
  readonly renderNodeFlake: (plan: NodeFlakePlan) => TextPieces;
  /** Of a unit, or of a crate that is used as it is. @throws CodedError VALUE_NOT_NIX */
  readonly renderRustFlake: (plan: RustFlakePlan) => TextPieces;
  /** @throws CodedError VALUE_NOT_NIX */
  readonly renderHub: (plan: HubPlan) => TextPieces;
}

export function createFlakeRenderer(): FlakeRenderer {
  const renderFile = createTemplateRenderer();
  const cutTemplates = new Map<string, (data: object) => string[]>();
  const renderBuiltIn = (origin: Origin, file: string, data: object): TextPieces => {
    const render = cutTemplates.get(file) ?? createCutTemplate(file);
    cutTemplates.set(file, render);
    const text = render(data);
    text.unshift('', renderHeader(origin));
    return text;
  };
  const renderSections = createSectionsRenderer();
  const sections = (config: MarkedTable<unknown>) =>
    new Rendered((lineEnd) => renderSections(config, lineEnd));
  return {
    renderNodeFlake: (plan) => {
      const { template, origin, inputs, rust, ...rest } = plan;
      if (template.kind === 'file')
        return ['', withHeader(origin, renderFile(template.file, templateView(plan)))];
      const file = template.kind === 'crate' ? facadeTemplate : builtInTemplates[template.name];
      const data = { ...rest, ...rust, inputs: rendered(inputs), config: sections(rest.config) };
      return renderBuiltIn(origin, file, data);
    },
    renderRustFlake: ({ origin, inputs, ...rest }) =>
      renderBuiltIn(origin, unitTemplate, { ...rest, inputs: rendered(inputs) }),
    renderHub: ({ origin, inputs, ...rest }) =>
      renderBuiltIn(origin, hubTemplate, { ...rest, inputs: rendered(inputs) }),
  };
}

function rendered(inputs: DeclaredInputs): Rendered {
  return new Rendered((lineEnd) => renderInputs(inputs, lineEnd));
}

/** What a template sees of a plan. */
export function templateView({ template, origin, inputs, config, rust, ...rest }: NodeFlakePlan): FlakePlan {
  return { ...rest, inputs: inputsData(inputs), config: templateData(withoutMarks(config)) };
}
