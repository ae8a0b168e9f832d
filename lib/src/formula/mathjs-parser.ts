import { create, parseDependencies } from 'mathjs/number';

/** mathjs's parser and nothing else of it. It comes as hundreds of small files, which take longer to open than to run: the build makes them one. */
export const { parse } = create({ parseDependencies });
