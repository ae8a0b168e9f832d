/** Folders that are skipped whole, without a look into them. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || ['node_modules', '__mocks__', '__MACOSX'].includes(name);
}

const configuration = [
  /^(package|package-lock|npm-shrinkwrap|deno)\.jsonc?$/i,
  /^(tsconfig|jsconfig)(\..+)?\.json$/i,
  /\.(config|workspace|setup)\.([cm]?[jt]sx?|json)$/i,
  /^setup-?tests?\.[cm]?[jt]sx?$/i,
];

/**
 * Why a file cannot be part of an answer, whoever hands it in; undefined for source files. The course brings its own configuration and tests, and a
 * stranger's would be run by the side that judges.
 */
export function whyLeftAside(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('.')) return 'a hidden file';
  if (configuration.some(pattern => pattern.test(name))) return 'configuration: the course brings its own';
  if (/\.(test|spec|bench)\.[cm]?[jt]sx?$/i.test(name)) return 'a test: the course brings its own';
  if (/\.ipynb$/i.test(name)) return 'a notebook: the files of the exercises are graded';
  if (!/\.([cm]?[jt]s|[jt]sx|json)$/i.test(name)) return 'not TypeScript, JavaScript or JSON';
  return undefined;
}
