export { Program, type Step } from './program';
export { Session, type VariableInfo } from './session';
export type { InputSpec, Inputs, InputType, ProgramVariable, TensorMap, TracedSignature } from './signature';
export { type Traced, trace } from './trace';
