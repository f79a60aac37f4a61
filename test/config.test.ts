import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig, PASSWORD_COST } from '../src/config.ts'

test('an empty environment gives the defaults', () => {
  expect(parseConfig({})).toEqual({
    dataDir: path.resolve('data'),
    databaseUrl: null,
    host: '127.0.0.1',
    port: 8080,
    closeNoticeSeconds: 30,
    secureCookies: false,
    trustProxy: false,
    passwordCost: PASSWORD_COST,
  })
})

test('every setting is read; an empty one counts as absent', () => {
  const config = parseConfig({
    DATA_DIR: '/srv/piaojue',
    DATABASE_URL: 'postgresql://u:p@db:5432/p',
    HOST: '0.0.0.0',
    PORT: '0',
    CLOSE_NOTICE_SECONDS: '5',
    SECURE_COOKIES: '1',
    TRUST_PROXY: '1',
  })
  expect(config).toMatchObject({
    dataDir: '/srv/piaojue',
    databaseUrl: 'postgresql://u:p@db:5432/p',
    host: '0.0.0.0',
    port: 0,
    closeNoticeSeconds: 5,
    secureCookies: true,
    trustProxy: true,
  })
  expect(parseConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, databaseUrl: null })
})

describe('a bad value is refused with a sentence that names the setting', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['CLOSE_NOTICE_SECONDS', '1.5'],
    ['CLOSE_NOTICE_SECONDS', '3601'],
    ['SECURE_COOKIES', 'yes'],
    ['TRUST_PROXY', 'true'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['DATABASE_URL', 'postgres://['],
  ])('%s=%s', (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`${name} (must|须)`))
  })

  test('a database address is not repeated, because it may hold a password', () => {
    expect(() => parseConfig({ DATABASE_URL: 'mysql://u:s3cret@db/x' })).not.toThrow(/s3cret/)
  })
})
