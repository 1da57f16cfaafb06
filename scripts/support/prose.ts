import ts from 'typescript'

/** Names of attributes and properties whose value a person reads, even if it is a single word. */
const textNames = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'body',
  'caption',
  'children',
  'confirm',
  'description',
  'detail',
  'empty',
  'error',
  'heading',
  'help',
  'hint',
  'label',
  'legend',
  'message',
  'note',
  'placeholder',
  'success',
  'summary',
  'text',
  'title',
  'what',
])
/** Names of attributes, properties and variables with values for the browser: class names, keys, selectors, positions. */
const technicalNames = /^(classNames?|class|keys|placement|.*Class(es|Name)?|.*Selector)$/
const classFunctions = new Set(['cx', 'cva', 'clsx'])

/**
 * The texts in a source file that a person would read in the interface, with their lines (from 1): text between tags, string literals
 * that read as a sentence or a phrase, and single words in attributes and properties that hold texts. Class names, module names,
 * selectors, directives and messages of errors for developers are not texts of the interface.
 */
export function proseIn(file: string, source: string): { file: string; line: number; text: string }[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: { file: string; line: number; text: string }[] = []
  const report = (node: ts.Node, text: string) =>
    found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() })

  const visit = (node: ts.Node): void => {
    if (isOutside(node)) return
    if (ts.isJsxText(node)) {
      if (/\p{L}/u.test(node.text)) report(node, node.text)
    } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (isPhrase(node.text) || (isWord(node.text) && holdsText(node))) report(node, node.text)
    } else if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
      const isText = (part: string) => isPhrase(part) || /(^|\s)\p{L}{3,}(\s|[.,!?…]|$)/u.test(part)
      if (!isCss(parts.join('')) && parts.some(isText)) report(node, parts.join('…'))
      node.templateSpans.forEach(visit)
      return
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** `Two words`, `and then more`, `Really?` */
function isPhrase(text: string): boolean {
  if (/^\(|^\w+\/\w+;|^\w+</.test(text)) return false // A media query, a media type or a TypeScript type.
  return /\p{L}{2,}[,;:]? \p{L}/u.test(text) || /^\p{Lu}\p{L}+[.!?…]$/u.test(text.trim())
}

/** An at-rule, as in `@page wide { margin: 0 }`, or a font, as in `20px sans-serif`. */
function isCss(text: string): boolean {
  return /^@\w|^\d*px /.test(text)
}

function isWord(text: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(text.trim())
}

/** Whether the literal is the value of an attribute or property that a person reads, directly or through a condition. */
function holdsText(node: ts.Node): boolean {
  const parent = node.parent
  if (ts.isJsxAttribute(parent)) return textNames.has(parent.name.getText())
  if (ts.isPropertyAssignment(parent)) return textNames.has(parent.name.getText().replaceAll(/['"]/g, ''))
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && holdsText(parent)
  if (ts.isJsxExpression(parent))
    return ts.isJsxElement(parent.parent) || ts.isJsxFragment(parent.parent) || holdsText(parent)
  if (ts.isParenthesizedExpression(parent)) return holdsText(parent)
  return false
}

function isOutside(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true
  if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) return true
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText())
  if (ts.isJsxAttribute(node)) return technicalNames.test(node.name.getText())
  if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isBindingElement(node)) {
    return technicalNames.test(node.name.getText())
  }
  if (ts.isCallExpression(node)) return classFunctions.has(node.expression.getText())
  return false
}
