/**
 * The vocabulary of what a verification can find, in plain Chinese and English. Knows no cryptography: a code, what
 * it means to a reader, and how a place in an archive is said.
 */

const MEANINGS = {
  // The file
  'archive.empty': ['文件是空的', 'the file is empty'],
  'archive.notArchive': ['这不是选票档案', 'this is not a ballot archive'],
  'archive.cut': ['文件在这里被截断', 'the file is cut short here'],
  'archive.header': ['记录头不是规范的写法', 'the record’s header is not in canonical form'],
  'archive.padding': ['记录末尾的填充不是零', 'the padding after the record is not zero'],
  'archive.tooLarge': ['记录大得不合理，没有读取', 'the record is unreasonably large and was not read'],
  'archive.first': [
    '第一条记录不是规范的 BELENIOS 文件头',
    'the first record is not a canonical BELENIOS header',
  ],
  'archive.name': ['记录的名字不是规范的写法', 'the record’s name is not in canonical form'],
  'archive.hash': [
    '记录内容与它名字里的摘要不符：内容被改过',
    'the record’s content does not match the hash in its name: it was altered',
  ],
  'archive.repeated': ['同一条记录出现了不止一次', 'the same record appears more than once'],
  'archive.unreferenced': ['这条数据没有被任何事件引用', 'no event refers to this data'],
  'archive.text': ['内容不是规范的 UTF-8 文本', 'the content is not valid UTF-8 text'],
  'archive.noSetup': ['档案里没有选举设置', 'the archive holds no election setup'],
  // The chain of events
  'event.height': [
    '事件的序号不连续：有事件被删去、重复或插入',
    'the event’s height is out of sequence: events were removed, repeated or inserted',
  ],
  'event.parent': [
    '事件没有接在前一个事件之后：链条断了',
    'the event does not follow the one before it: the chain is broken',
  ],
  'event.type': ['这类事件不该出现在这里', 'an event of this type does not belong here'],
  'event.payload': ['事件引用的数据不在它前面', 'the data that the event refers to does not precede it'],
  'event.payloadRepeated': ['事件再次引用了已经用过的数据', 'the event refers to data that was already used'],
  'event.noPayload': [
    '事件该有数据而没有，或不该有而有',
    'the event lacks its data, or has data that it should not have',
  ],
  // Any message
  form: ['格式不对', 'the form is wrong'],
  element: [
    '不是规范的群元素（不在素数阶子群里，或是单位元）',
    'not a canonical group element (outside the prime-order subgroup, or the identity)',
  ],
  scalar: ['数没有约化到群的阶以下', 'a number is not reduced below the group’s order'],
  // The setup
  'election.version': ['协议版本不受支持', 'the protocol version is not supported'],
  'election.group': ['所用的群不受支持', 'the group is not supported'],
  'election.questions': ['选举没有题目', 'the election has no questions'],
  'election.question': ['题目的选择数目没有意义', 'the question’s numbers of choices make no sense'],
  'election.key': [
    '选举公钥不是各监票人公钥之积：钥匙被换过',
    'the election’s key is not the product of the trustees’ keys: a key was exchanged',
  ],
  'trustees.none': ['没有监票人', 'there are no trustees'],
  'trustee.knowledge': ['监票人没有证明自己掌握私钥', 'the trustee’s proof of knowing the private key fails'],
  'threshold.context': [
    '监票人证书的人数、门限或位次不对，或密钥重复',
    'a certificate’s size, threshold or index is wrong, or its key repeated',
  ],
  'threshold.signature': ['监票人的签名不对', 'a trustee’s signature fails'],
  'threshold.coefficients': [
    '多项式系数的个数与门限不符',
    'the number of coefficients does not fit the threshold',
  ],
  'threshold.shares': ['监票人之间的消息缺少或多余', 'messages between trustees are missing or too many'],
  'threshold.channel': [
    '收到的密文打不开，或不是它所说的人发的',
    'an encrypted message cannot be opened, or is not from whom it claims',
  ],
  'threshold.share': [
    '收到的份额与发出者公布的系数不符：这份是错的',
    'the share received does not fit its sender’s published coefficients: it is wrong',
  ],
  'threshold.key': [
    '监票人的公钥与大家公布的系数不符',
    'the trustee’s public key does not fit the published coefficients',
  ],
  'credential.form': ['凭证不是规范的写法', 'the credential is not in canonical form'],
  'credential.repeated': ['同一个凭证在名单上出现了不止一次', 'the same credential is listed more than once'],
  'credential.weight': ['权重不是规范的正整数', 'the weight is not a canonical positive integer'],
  // Ballots
  'ballot.otherElection': ['选票属于另一次选举', 'the ballot belongs to another election'],
  'ballot.length': ['选票里的项数与题目不符', 'the ballot has a wrong number of entries for the question'],
  'ballot.individualProof': ['某一项既不是 0 也不是 1,或证明是伪造的', 'a choice is not proven to be 0 or 1'],
  'ballot.overallProof': [
    '所选的数目没有被证明在允许范围内',
    'the number of choices is not proven to be allowed',
  ],
  'ballot.blankProof': ['弃权与选择并存没有被排除', 'it is not proven that a blank ballot chooses nothing'],
  'ballot.signatureHash': ['签名所指的摘要不是这张选票的', 'the signature’s hash is not this ballot’s'],
  'ballot.signature': [
    '选票的签名不对：不是持有票码的人封的',
    'the ballot’s signature fails: whoever holds the code did not seal it',
  ],
  'ballot.credentialUnknown': ['选票的凭证不在名单上', 'the ballot’s credential is not on the list'],
  // The count
  'tally.length': ['加密总数的项数不对', 'the encrypted tally has a wrong number of entries'],
  'tally.sum': ['加密总数不是各张选票之和', 'the encrypted tally is not the sum of the ballots'],
  'tally.count': ['计入的票数不对', 'the number of ballots counted is wrong'],
  'tally.weight': ['计入的总权重不对', 'the total weight counted is wrong'],
  'decryption.owner': ['解密份额的主人不存在', 'the owner of the decryption share does not exist'],
  'decryption.repeated': [
    '同一位监票人交了不止一份解密份额',
    'a trustee’s decryption share appears more than once',
  ],
  'decryption.length': ['解密份额的项数不对', 'the decryption share has a wrong number of entries'],
  'decryption.proof': ['解密份额的证明不对：这一份是错的', 'a decryption factor’s proof fails: it is wrong'],
  'result.missing': ['解密份额不够，不可能有结果', 'too few decryption shares for a result'],
  'result.length': ['结果的项数不对', 'the result has a wrong number of entries'],
  'result.value': ['结果里的数不是解密得出的数', 'a number in the result is not what the decryption gives'],
} as const satisfies Record<string, readonly [string, string]>

export type FindingCode = keyof typeof MEANINGS

/** Where in an archive something was found. */
export interface Place {
  /** The record's number in the file, from 1; 0 for the file as a whole. */
  readonly record: number
  /** The record's name in the archive, if it could be read. */
  readonly name?: string
  /** The height of the event that the record is or belongs to. */
  readonly height?: number
  /** JSON pointer into the record's content. */
  readonly path?: string
}

export interface Finding {
  readonly code: FindingCode
  readonly place: Place
  readonly zh: string
  readonly en: string
  readonly detail?: string
}

/** A finding with its sentence in both languages. */
export function finding(code: FindingCode, place: Place, detail?: string): Finding {
  const [zh, en] = MEANINGS[code]
  const where = placeInWords(place)
  const more = detail === undefined || detail === '' ? '' : ` (${detail})`
  return {
    code,
    place,
    zh: `${where.zh}${zh}${more}。`,
    en: `${where.en}${en}${more}.`,
    ...(detail === undefined ? {} : { detail }),
  }
}

function placeInWords({ record, height, path }: Place): { zh: string; en: string } {
  if (record === 0) return { zh: '整个文件:', en: 'The file: ' }
  const at = path === undefined || path === '' ? '' : ` ${path}`
  return height === undefined
    ? { zh: `第 ${record} 条记录${at}:`, en: `Record ${record}${at}: ` }
    : { zh: `第 ${record} 条记录(事件 ${height})${at}:`, en: `Record ${record} (event ${height})${at}: ` }
}
