import { join } from 'node:path';
import ts from 'typescript';
import { inPackage } from '../../src/package-folder';
import { referenceFile, type Reference, type ReferenceEntry, type ReferenceField } from '../../src/notebook/reference';
import { writeFileAtomically } from '../files/atomic-write';
import { commentOf, isNamed, literalsIn, membersOf, nameOf, publicDeclarations, type PublicDeclaration } from './public-declarations';

/** Writes what `help` says of public names: their doc comments and signatures, read off the built declarations. */
export function writeReference(): void {
  writeFileAtomically(referenceFile, JSON.stringify(readReference(inPackage('dist', 'src', 'index.d.ts'))));
}

/** The same for any entry file of TypeScript. */
export function readReference(entry: string, read?: (path: string) => string | undefined): Reference {
  const { names, checker } = publicDeclarations(join(entry), read);
  return Object.fromEntries(names.flatMap(one => {
    const found = entryOf(one, checker);
    return found.text === '' ? [] : [[one.name, found]];
  }));
}

function entryOf({ name, declarations, namespace }: PublicDeclaration, checker: ts.TypeChecker): ReferenceEntry {
  if (namespace !== undefined) return { signatures: [], text: markdown(commentOf(namespace)), fields: [] };
  const text = declarations.map(commentOf).reduce((a, b) => (b.length > a.length ? b : a), '');
  const members = declarations.flatMap(membersOf).filter(({ name: own }) => own === undefined || !ts.isComputedPropertyName(own));
  const fields = [...declarations.flatMap(node => optionsOf(parametersOf(node), checker)), ...members.map(field)];
  const unlike = fields.filter((one, i) => fields.findIndex(({ of, name: same }) => of === one.of && same === one.name) === i);
  return { signatures: declarations.map(node => signatureOf(name, node)), text: markdown(text), fields: unlike };
}

/** As a reader would write it: without the words of a declaration, and without the members that are listed below. */
function signatureOf(name: string, node: ts.Node): string {
  if (ts.isInterfaceDeclaration(node)) {
    const types = node.typeParameters?.map(one => one.getText()).join(', ');
    return `interface ${name}${types === undefined ? '' : `<${types}>`}`;
  }
  if (ts.isClassDeclaration(node)) return `class ${name}`;
  if (ts.isVariableDeclaration(node)) return shortened(`${name}: ${oneLine(node.type?.getText() ?? '')}`);
  if (ts.isTypeAliasDeclaration(node) && literalsIn(node.type).length > 0) return `type ${name}`;
  return oneLine(node.getText().replace(/^export /, '').replace(/^declare /, '').replace(/^function \w+/, name).replace(/;$/, ''));
}

/** A constant may hold a whole table, of which its comment tells. */
function shortened(signature: string): string {
  return signature.length > LONGEST ? `${signature.slice(0, LONGEST)}…` : signature;
}

const LONGEST = 200;

function parametersOf(node: ts.Node): readonly ts.ParameterDeclaration[] {
  if (ts.isFunctionDeclaration(node)) return node.parameters;
  return ts.isVariableDeclaration(node) && node.type !== undefined && ts.isFunctionTypeNode(node.type) ? node.type.parameters : [];
}

/** What can be given by name: the fields of the last parameter, where options stand, and of objects that are spelled out in any. */
function optionsOf(parameters: readonly ts.ParameterDeclaration[], checker: ts.TypeChecker): ReferenceField[] {
  return parameters.flatMap(({ name, type }, i) => {
    if (type === undefined) return [];
    const named = ts.isTypeReferenceNode(type) && i === parameters.length - 1 ? declaredMembers(type.typeName, checker) : [];
    // What has methods, or is not explained, is made by the kit and not by whoever calls.
    const options = named.some(member => ts.isMethodSignature(member) || commentOf(member) === '') ? [] : named;
    const members = [...options, ...literalsIn(type).flatMap(literal => literal.members.filter(isNamed))];
    return members.map(member => ({ of: name.getText(), ...field(member) }));
  });
}

/** With those that an interface inherits. */
function declaredMembers(name: ts.Node, checker: ts.TypeChecker): ts.NamedDeclaration[] {
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target?.declarations ?? []).filter(node => !ts.isClassDeclaration(node)).flatMap(node => {
    const parents = ts.isInterfaceDeclaration(node) ? (node.heritageClauses ?? []).flatMap(clause => [...clause.types]) : [];
    return [...membersOf(node), ...parents.flatMap(parent => declaredMembers(parent.expression, checker))];
  });
}

function field(member: ts.NamedDeclaration): ReferenceField {
  const optional = 'questionToken' in member && member.questionToken !== undefined ? '?' : '';
  const rest = member.getText().replace(/^(readonly |get |set |static |abstract |protected )+/, '');
  const type = oneLine(rest.slice(nameOf(member).length).replace(/^\??:? ?/, '').replace(/;$/, ''));
  return { name: `${nameOf(member)}${optional}`, type, text: markdown(commentOf(member)) };
}

function oneLine(text: string): string {
  return text.replace(/\/\*\*.*?\*\//gs, '').replace(/import\("[^"]*"\)\./g, '').replace(/\s+/g, ' ').trim();
}

/** Paragraphs, each in one line. */
function markdown(comment: string): string {
  return comment.split(/\n\s*\n/).map(paragraph => paragraph.replace(/\s*\n\s*/g, ' ').trim()).join('\n\n').trim();
}
