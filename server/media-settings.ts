import { BadSetting } from './bad-setting'
import type { S3Settings } from './media/s3-store'

/** The object store for lecture videos, where one is given. Throws BadSetting. */
export function mediaS3Of(given: {
  endpoint: string | undefined
  key: string | undefined
  secret: string | undefined
  region: string | undefined
}): S3Settings | undefined {
  const { endpoint, key, secret, region } = given
  if (!endpoint) return undefined
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new BadSetting(
      `对象存储 --media-s3 应是带存储桶的网址，如 https://bucket.oss-cn-beijing.aliyuncs.com，现在是“${endpoint}”。 --media-s3 must be the http(s) address of a bucket.`,
    )
  if (!key || !secret)
    throw new BadSetting(
      '用了 --media-s3，还要用环境变量 XUEJI_MEDIA_S3_KEY 和 XUEJI_MEDIA_S3_SECRET 给出密钥。 --media-s3 needs XUEJI_MEDIA_S3_KEY and XUEJI_MEDIA_S3_SECRET.',
    )
  return { endpoint, accessKeyId: key, secretAccessKey: secret, region: region || 'auto' }
}
