const keyPattern = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/
const longestKey = 512

/**
 * Refuses a key that could name anything outside its store: a part begins with a letter, a digit, `_` or `-`.
 * @throws FileKeyRefused
 */
export const checkKey = (key: string): void => {
  if (key.length > longestKey || !keyPattern.test(key))
    throw new FileKeyRefused('the key of a file has a form that is refused')
}

export class FileKeyRefused extends Error {
  override readonly name = 'FileKeyRefused'
}
