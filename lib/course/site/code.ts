import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeHtml } from '../../src/notebook/escape';

hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('json', json);
hljs.registerLanguage('bash', bash);
hljs.registerAliases(['ts', 'js', 'javascript'], { languageName: 'typescript' });
hljs.registerAliases(['sh', 'shell'], { languageName: 'bash' });

/** Code as HTML with the parts of speech marked; in a language that the course does not use, as plain text. */
export function highlighted(source: string, language = 'typescript'): string {
  return hljs.getLanguage(language) ? hljs.highlight(source.trimEnd(), { language }).value : escapeHtml(source.trimEnd());
}
