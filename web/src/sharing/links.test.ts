import { expect, test } from 'vitest'
import { frameCode } from './links'

test('a frame is as wide as there is room, or as many pixels as asked for', () => {
  expect(frameCode('https://a.example/embedded/t', 'Shop', { width: null, height: 600 })).toBe(
    '<iframe src="https://a.example/embedded/t" title="Shop" width="100%" height="600" style="border: 0" loading="lazy" allowfullscreen></iframe>',
  )
  expect(frameCode('/', 'Shop', { width: 800, height: 600 })).toContain('width="800"')
})

test('a name cannot end the title it stands in', () => {
  expect(frameCode('/', '"><script>alert(1)</script>&', { width: null, height: 1 })).toContain(
    'title="&quot;>&lt;script>alert(1)&lt;/script>&amp;"',
  )
})
