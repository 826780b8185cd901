import ts from 'typescript';
import { Refusal } from './refusal';

const parsed = (text: string): ts.SourceFile =>
  ts.createSourceFile('edited.ts', text, ts.ScriptTarget.Latest, true);

const insertedAt = (text: string, at: number, addition: string): string =>
  text.slice(0, at) + addition + text.slice(at);

/** An import of one name from one place. */
export interface Imported {
  readonly name: string;
  readonly from: string;
}

const importsOf = (tree: ts.SourceFile): readonly ts.ImportDeclaration[] =>
  tree.statements.filter(ts.isImportDeclaration);

const placeOf = ({ moduleSpecifier }: ts.ImportDeclaration): string =>
  ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';

const bindingsOf = ({ importClause }: ts.ImportDeclaration) => importClause?.namedBindings;

/** The name under which a file imports everything of a place: `contracts`. */
export const findNamespace = (text: string, from: string): string | undefined => {
  const found = importsOf(parsed(text)).find((each) => placeOf(each) === from);
  const bindings = found && bindingsOf(found);
  return bindings && ts.isNamespaceImport(bindings) ? bindings.name.text : undefined;
};

const alphabetical = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { sensitivity: 'base' });

/** Adds an import where its place is in the alphabet, or its name to the import that is there. */
export const withImport = (text: string, { name, from }: Imported): string => {
  const tree = parsed(text);
  const imports = importsOf(tree);
  const same = imports.find((each) => placeOf(each) === from && !each.importClause?.isTypeOnly);
  const bindings = same && bindingsOf(same);
  if (bindings && ts.isNamedImports(bindings)) {
    if (bindings.elements.some((element) => element.name.text === name)) return text;
    const after = bindings.elements.find((each) => alphabetical(each.name.text, name) > 0);
    if (after) return insertedAt(text, after.getStart(tree), `${name}, `);
    return insertedAt(text, bindings.elements.at(-1)?.end ?? bindings.end - 1, `, ${name}`);
  }
  return withImportLine(text, from, `import { ${name} } from '${from}';\n`);
};

const withImportLine = (text: string, from: string, line: string): string => {
  const tree = parsed(text);
  const imports = importsOf(tree);
  const isNear = from.startsWith('.');
  const after = imports.find(
    (each) => placeOf(each).startsWith('.') === isNear && placeOf(each) > from,
  );
  if (after) return insertedAt(text, after.getStart(tree), line);
  const end = imports.at(-1)?.end;
  return end === undefined ? line + text : insertedAt(text, end, `\n${line.trimEnd()}`);
};

/** Adds an import of everything of a place under one name. */
export const withNamespace = (text: string, { name, from }: Imported): string =>
  withImportLine(text, from, `import * as ${name} from '${from}';\n`);

const findNode = <N extends ts.Node>(
  node: ts.Node,
  accepts: (each: ts.Node) => each is N,
): N | undefined =>
  accepts(node) ? node : ts.forEachChild(node, (child) => findNode(child, accepts));

/**
 * Adds an item at the end of `<property>: [ … ]`. @throws Refusal when the file has no such list.
 */
export const withItem = (text: string, property: string, item: string): string => {
  const tree = parsed(text);
  const list = findNode(
    tree,
    (each): each is ts.PropertyAssignment =>
      ts.isPropertyAssignment(each) &&
      each.name.getText(tree) === property &&
      ts.isArrayLiteralExpression(each.initializer),
  )?.initializer;
  if (!list || !ts.isArrayLiteralExpression(list))
    throw new Refusal(`there is no list ${property}: [ … ] to add ${item} to`);
  return withElement(text, list, item);
};

const initializerOf = (text: string, constant: string): ts.Expression | undefined => {
  const tree = parsed(text);
  return findNode(
    tree,
    (each): each is ts.VariableDeclaration =>
      ts.isVariableDeclaration(each) && each.name.getText(tree) === constant,
  )?.initializer;
};

/** Adds an item at the end of `const <constant> = [ … ]`. @throws Refusal when it is no list. */
export const withItemOf = (text: string, constant: string, item: string): string => {
  const list = initializerOf(text, constant);
  if (!list || !ts.isArrayLiteralExpression(list))
    throw new Refusal(`there is no list ${constant} = [ … ] to add ${item} to`);
  return withElement(text, list, item);
};

/** Adds an entry at the end of `const <constant> = { … }`. @throws Refusal when it is none. */
export const withEntry = (text: string, constant: string, entry: string): string => {
  const record = initializerOf(text, constant);
  if (!record || !ts.isObjectLiteralExpression(record))
    throw new Refusal(`there is no record ${constant} = { … } to add ${entry} to`);
  return insertedAt(text, record.properties.at(-1)?.end ?? record.end - 1, `, ${entry}`);
};

const withElement = (text: string, list: ts.ArrayLiteralExpression, item: string): string => {
  const last = list.elements.at(-1);
  return insertedAt(text, last?.end ?? list.end - 1, last ? `, ${item}` : item);
};

const isCallOf = (node: ts.Node, name: string): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === name;

/**
 * Adds a reaction to an event in `publications([from(decider, { … })])`, and the source of the
 * decider when it is not there. @throws Refusal when there is one already, or no publications.
 */
export const withPublication = (
  text: string,
  { decider, event, reaction }: { readonly [P in 'decider' | 'event' | 'reaction']: string },
): string => {
  const tree = parsed(text);
  const source = findNode(
    tree,
    (each): each is ts.CallExpression =>
      isCallOf(each, 'from') && each.arguments[0]?.getText() === decider,
  );
  const reactions = source?.arguments[1];
  if (reactions && ts.isObjectLiteralExpression(reactions)) {
    if (reactions.properties.some(({ name }) => name?.getText() === event))
      throw new Refusal(`${event} is published already; add to its entry by hand`);
    const last = reactions.properties.at(-1);
    return insertedAt(text, last?.end ?? reactions.end - 1, `, ${event}: ${reaction}`);
  }
  const all = findNode(tree, (each): each is ts.CallExpression => isCallOf(each, 'publications'));
  const list = all?.arguments[0];
  if (!list || !ts.isArrayLiteralExpression(list))
    throw new Refusal('integration/publishes.ts has no publications([ … ])');
  return withElement(text, list, `from(${decider}, { ${event}: ${reaction} })`);
};

/**
 * The name of the constant that is made by a call: `cases` of `const cases = defineResource(…)`.
 */
export const findConstantMadeBy = (text: string, call: string): string | undefined =>
  findNode(
    parsed(text),
    (each): each is ts.VariableDeclaration =>
      ts.isVariableDeclaration(each) && !!each.initializer && isCallOf(each.initializer, call),
  )?.name.getText();

/** The name and the type of a field, as its declaration has them. */
export interface DeclaredField {
  readonly name: string;
  readonly type: string;
}

/** The data of each event type of an `interface …EventData`, in the order of its members. */
export const eventsIn = (text: string): ReadonlyMap<string, readonly DeclaredField[]> => {
  const tree = parsed(text);
  const map = findNode(
    tree,
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text.endsWith('EventData'),
  );
  const members = [...(map?.members ?? [])].filter(ts.isPropertySignature);
  return new Map(members.map((member) => [member.name.getText(tree), fieldsOf(member.type)]));
};

/** Fields that are always there; what a type alias or an interface holds is not looked up. */
const fieldsOf = (type: ts.TypeNode | undefined): readonly DeclaredField[] =>
  (type && ts.isTypeLiteralNode(type) ? [...type.members] : [])
    .filter(ts.isPropertySignature)
    .filter(({ questionToken }) => !questionToken)
    .map(({ name, type: of }) => ({ name: name.getText(), type: of?.getText() ?? '' }));
