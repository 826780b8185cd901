import ts from 'typescript';
import { CODE, type CodeRule, type ParsedFile, lineOf, nodesBelow } from './code-rule';

const LINES_MAX = 40;
const COLUMNS_MAX = 100;

const SUITE = /^(describe|fdescribe|xdescribe)\b/;
const CASE = /^(it|test|before(All|Each)|after(All|Each))\b/;

const isCallOf = (name: RegExp) => (node: ts.Node) =>
  ts.isCallExpression(node) && name.test(node.expression.getText());

/** A suite groups tests, and a contract registers them: each test is measured, not their sum. */
const groupsTests = (node: ts.SignatureDeclaration): boolean =>
  isCallOf(SUITE)(node.parent) ||
  [...nodesBelow(node)].some((below) => isCallOf(SUITE)(below) || isCallOf(CASE)(below));

const isLong = (file: ParsedFile) => (node: ts.Node) => {
  if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return false;
  const last = file.tree.getLineAndCharacterOfPosition(node.end).line + 1;
  return last - lineOf(file, node) + 1 > LINES_MAX && !groupsTests(node);
};

/** An address, and the path of an import, cannot be broken. */
const ADDRESS = /\b[a-z]+:\/\/\S+|^(import|export|\}) .*from '[^']+';$/;
const isWide = (line: string): boolean => [...line].length > COLUMNS_MAX && !ADDRESS.test(line);

const lines = (count: number, line = '  call();\n'): string => line.repeat(count);

export const sizes: readonly CodeRule[] = [
  {
    name: `a function has at most ${LINES_MAX} lines`,
    in: CODE,
    broken: (file) =>
      [...nodesBelow(file.tree)].filter(isLong(file)).map((node) => lineOf(file, node)),
    planted: [
      { path: 'libs/a/a.ts', text: `const a = () => {\n${lines(LINES_MAX - 1)}};` },
      { path: 'libs/a/a.ts', text: `class A {\n  b() {\n${lines(LINES_MAX - 1)}  }\n}` },
      { path: 'libs/a/a.spec.ts', text: `it('b', () => {\n${lines(LINES_MAX - 1)}});` },
    ],
    kept: [
      { path: 'libs/a/a.ts', text: `function a() {\n${lines(LINES_MAX - 2)}}` },
      {
        path: 'libs/a/a.spec.ts',
        text: `describe('a', () => {\n${lines(LINES_MAX, "  it('b', () => c());\n")}});`,
      },
    ],
  },
  {
    name: `a line has at most ${COLUMNS_MAX} columns`,
    in: CODE,
    broken: ({ text }) =>
      text.split('\n').flatMap((line, index) => (isWide(line) ? [index + 1] : [])),
    planted: [
      { path: 'libs/a/a.ts', text: `// ${'word '.repeat(20)}` },
      { path: 'libs/a/a.ts', text: `const a = '${'x'.repeat(COLUMNS_MAX)}';` },
    ],
    kept: [
      { path: 'libs/a/a.ts', text: `// ${'漢'.repeat(COLUMNS_MAX - 3)}` },
      { path: 'libs/a/a.ts', text: `// https://a.example/${'x'.repeat(COLUMNS_MAX)}` },
      { path: 'libs/a/a.ts', text: `import { a } from './${'x'.repeat(COLUMNS_MAX)}';` },
    ],
  },
];
