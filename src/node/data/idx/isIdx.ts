/** Whether a file is an IDX file by its name, such as train-images-idx3-ubyte.gz. */
export const isIdx = (name: string): boolean => /[-.]idx\d-ubyte(?:\.gz)?$/.test(name)
