export { isIdentifier, renderAttributeName } from './expression/attribute-name.js';
export {
  type NixAttributes,
  type NixExpression,
  nixAttributes,
  nixFloat,
  nixInteger,
  nixList,
  nixString,
} from './expression/expression.js';
export { fromData, NixFloat } from './expression/from-data.js';
export { findMisplacedValues, placeExpressions, renderForTemplate } from './expression/place.js';
export { renderExpression } from './expression/render.js';
export { renderBinding, renderData } from './expression/render-data.js';
export * from './reading.js';
