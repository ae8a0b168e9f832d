import { create, erfDependencies, parseDependencies } from 'mathjs/number';

/** What is used of mathjs, and nothing else of it. It comes as hundreds of small files, which take longer to open than to run: the build makes them one. */
export const { parse, erf } = create({ parseDependencies, erfDependencies });
