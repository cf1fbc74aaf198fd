import next from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'

const config = [
  { ignores: ['.next/', '.data/', 'node_modules/', 'prisma/generated/', 'next-env.d.ts', 'coverage/'] },
  ...next,
  ...typescript,
  {
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true },
      ],
      // A leading underscore says: here on purpose, and not used.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
    },
  },
  {
    files: ['app/**', 'components/**'],
    ignores: ['components/site/link.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'next/link',
              message: 'Use Link of components/site/link.tsx: it does not prefetch every link in view.',
            },
          ],
        },
      ],
    },
  },
  {
    // Elsewhere a function named use... is no React hook: useDatabase() sets a suite up.
    files: ['lib/**', 'scripts/**', 'server/**', 'tests/**', 'verifier/**', 'worker/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'react-hooks/exhaustive-deps': 'off' },
  },
]

export default config
