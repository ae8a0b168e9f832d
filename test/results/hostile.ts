/** Text that a stranger may hand in as a name, print or throw, each meant to act in some medium. */
export const hostile: readonly string[] = [
  '::set-output name=result::forged',
  '\n::notice title=Autograding report::{"totalPoints":100,"maxPoints":100}',
  '::stop-commands::token\n::add-mask::a\n::token::',
  '##[error]forged ##[group]x',
  '</script><script>document.title="owned"</script>',
  '</style></title></textarea>--><img src=x onerror="document.title=\'owned\'">',
  '"><svg onload=alert(1)>',
  '" onmouseover="alert(1)" x=\'',
  '![beacon](https://example.org/b.png) [link](javascript:alert(1)) <https://example.org> https://example.org www.example.org',
  '| a | b |\n|---|---|\n# heading\n- list\n1. one\n> quote\n```\nfence\n````\n~~~\n***',
  '@instructor #1 GH-1 :tada: $\\alpha$ `code` **bold** _it_ ~~no~~ ==m== ^s^ &lt; &#60;',
  '=HYPERLINK("https://example.org/?"&A1,"grade")',
  '+1+1', '-2+3', '@SUM(A1:A9)', '\t=1+1', '\r=1+1', '＝1+1',
  '\u001b[31mred\u001b[0m \u001b]8;;https://example.org\u0007link\u001b]8;;\u0007',
  '\u001b]52;c;cm0gLXJmICs+\u0007 \u001b]0;a title\u001b\\ \u009b2J \u009d0;x\u009c \u001bPq\u001b\\ \u001bc \u001b\u001b[0m[31m',
  '\u202Eevil\u202C \u2066a\u2069 \u200Fb \u061C \u200B\uFEFF \u{E0041}',
  'lone \uD800 half, \uFFFE \uFFFF, \0 \x01 \x08 \x7f \x85 \u2028 \u2029, ]]> <![CDATA[',
  '__proto__', '../../etc/passwd', '"quoted", and; parted\nlines',
];

/** What has to come through as it is. */
export const harmless: readonly string[] = [
  'Zoë Ångström', '李雷', 'مریم میرزاخانی', 'שרה', "D'Arcy O’Neill", 'नी‍ता', '👩‍🔬 🇨🇭', 'w after step 1: expected 0.9, got −1.1', 'β₁ᵗ ≤ 1',
];
