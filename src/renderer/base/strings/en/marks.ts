/** English: tags, stars and notes of images, and filters by them. */
export const marks = {
  marks: {
    star: 'Star or unstar',
    tag: 'Tags',
    note: 'Note',
    starred_one: '{{n}} image starred',
    starred_other: '{{n}} images starred',
    unstarred_one: 'star of {{n}} image removed',
    unstarred_other: 'stars of {{n}} images removed',
    tagged_one: '{{n}} image tagged “{{name}}”',
    tagged_other: '{{n}} images tagged “{{name}}”',
    untagged_one: 'tag “{{name}}” removed from {{n}} image',
    untagged_other: 'tag “{{name}}” removed from {{n}} images',
    noted_one: 'note written on {{n}} image',
    noted_other: 'note written on {{n}} images',
    unnoted_one: 'note of {{n}} image removed',
    unnoted_other: 'notes of {{n}} images removed',
  },
} as const;
