// Traits of the standard library whose methods need the trait in scope, with the names of those methods.

/** The prelude's own are left out: they are in scope anyway, but for those that the 2021 edition added. */
const methods: Readonly<Record<string, string>> = {
  Any: 'type_id',
  AsciiExt:
    'to_ascii_uppercase to_ascii_lowercase eq_ignore_ascii_case make_ascii_uppercase make_ascii_lowercase is_ascii',
  AsFd: 'as_fd',
  AsRawFd: 'as_raw_fd',
  AsRawHandle: 'as_raw_handle',
  AsRawSocket: 'as_raw_socket',
  Borrow: 'borrow',
  BorrowMut: 'borrow_mut',
  BufRead: 'fill_buf consume read_until read_line split lines skip_until has_data_left',
  BuildHasher: 'build_hasher hash_one',
  CommandExt: 'uid gid exec pre_exec before_exec arg0 process_group creation_flags raw_arg',
  DirBuilderExt: 'mode',
  DirEntryExt: 'ino',
  Error: 'source description cause provide downcast_ref',
  FileExt: 'read_at write_at read_exact_at write_all_at seek_read seek_write',
  FileTypeExt: 'is_block_device is_char_device is_fifo is_socket',
  FromIterator: 'from_iter',
  FromRawFd: 'from_raw_fd',
  FromStr: 'from_str',
  Future: 'poll',
  GlobalAlloc: 'alloc dealloc alloc_zeroed realloc',
  Hash: 'hash hash_slice',
  Hasher:
    'finish write write_u8 write_u16 write_u32 write_u64 write_u128 write_usize write_i8 write_i16 write_i32 write_i64 write_i128 write_isize write_str write_length_prefix',
  Index: 'index',
  IndexMut: 'index_mut',
  IntoFuture: 'into_future',
  IntoRawFd: 'into_raw_fd',
  IsTerminal: 'is_terminal',
  MetadataExt:
    'dev ino mode nlink uid gid rdev size atime atime_nsec mtime mtime_nsec ctime ctime_nsec blksize blocks file_attributes file_size last_write_time',
  OpenOptionsExt: 'mode custom_flags access_mode share_mode attributes security_qos_flags',
  OsStrExt: 'as_bytes from_bytes encode_wide from_wide',
  OsStringExt: 'from_vec into_vec from_wide',
  Pattern: 'into_searcher is_contained_in is_prefix_of',
  PermissionsExt: 'mode set_mode from_mode',
  ExitStatusExt: 'from_raw signal core_dumped stopped_signal continued into_raw',
  RangeBounds: 'start_bound end_bound contains',
  Read: 'read read_vectored read_to_end read_to_string read_exact read_buf by_ref bytes chain take is_read_vectored',
  Seek: 'seek rewind stream_position stream_len seek_relative',
  SliceConcatExt: 'concat join connect',
  SliceIndex: 'get get_mut get_unchecked get_unchecked_mut',
  Step: 'forward backward steps_between',
  SubAssign: 'sub_assign',
  Sum: 'sum',
  Product: 'product',
  Termination: 'report',
  ToSocketAddrs: 'to_socket_addrs',
  ToOwned: 'to_owned clone_into',
  ToString: 'to_string',
  TryFrom: 'try_from',
  TryInto: 'try_into',
  Wake: 'wake wake_by_ref',
  Add: 'add',
  AddAssign: 'add_assign',
  BitAnd: 'bitand',
  BitAndAssign: 'bitand_assign',
  BitOr: 'bitor',
  BitOrAssign: 'bitor_assign',
  BitXor: 'bitxor',
  BitXorAssign: 'bitxor_assign',
  CoerceUnsized: '',
  Deref: 'deref',
  DerefMut: 'deref_mut',
  Div: 'div',
  DivAssign: 'div_assign',
  Mul: 'mul',
  MulAssign: 'mul_assign',
  Neg: 'neg',
  Not: 'not',
  Rem: 'rem',
  RemAssign: 'rem_assign',
  Shl: 'shl',
  ShlAssign: 'shl_assign',
  Shr: 'shr',
  ShrAssign: 'shr_assign',
  Sub: 'sub',
  // Of fmt; `write!` calls the first, whatever it writes to.
  Write: 'write_fmt write_str write_char write write_all flush write_vectored by_ref write! writeln!',
  Binary: 'fmt',
  Debug: 'fmt',
  Display: 'fmt',
  LowerExp: 'fmt',
  LowerHex: 'fmt',
  Octal: 'fmt',
  Pointer: 'fmt',
  UpperExp: 'fmt',
  UpperHex: 'fmt',
};

const known = new Map(Object.entries(methods).map(([name, all]) => [name, new Set(all.split(' '))]));

/**
 * Whether a name of another crate may be a trait that gives one of the methods.
 *
 * @param members names of methods and macros that code uses
 */
export function mayGiveMethods(path: readonly string[], members: ReadonlySet<string>): boolean {
  const name = path.at(-1) ?? '';
  const own = known.get(name);
  if (own) return [...own].some((method) => members.has(method));
  const isStandard = ['std', 'core', 'alloc'].includes(path[0] ?? '');
  return !isStandard && /^[A-Z]/.test(name) && members.size > 0;
}
